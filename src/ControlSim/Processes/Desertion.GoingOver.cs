using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <content>Who goes over to a kindred enemy: found and taken out of his unit by chunk, taken in in the order of the rows.</content>
internal sealed partial class Desertion
{
    private ulong Kindred(int l, int f) => Presence.HostileTo(_world, l, f, _world.Tallies.Present[l]) & _world.Factions.Kindred[f];

    private void GoOver()
    {
        _goers.FindFighters(_goingOver, _goingOver.Today(0), _pulled, _going);
        _world.Chunks.Run(_goOver);
        for (int chunk = 0; chunk < _goers.Chunks; chunk++)
        {
            TakeIn(chunk);
        }

        ShrinkSmall();
    }

    /// <summary>Takes those who go over out of the units of a chunk, but for those whom several factions take.</summary>
    private void GoOver(int chunk)
    {
        ReadOnlySpan<int> rows = _goers.Rows(chunk);
        ReadOnlySpan<double> going = _goers.Draws(chunk);
        Span<Offer> offers = _offers.AsSpan(_world.Chunks.First(chunk), rows.Length);
        Span<int> small = _small.RoomOf(_world.Chunks, chunk);
        int found = 0;
        _world.Changes.NoteLosses(chunk, rows);
        Units units = _world.Units;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i];
            Tempted from = _tempted[_world.Tallies.Group[u] >> 1];
            offers[i] = new Offer(from.To, (short)from.Faction, (short)from.By, going[i] * units.Quality[u]);
            units.Fighters[u] -= from.By >= 0 ? going[i] : 0;
            small[found] = u;
            found += from.By < 0 || _enlistment.MayBeSmallest(u) ? 1 : 0;
        }

        _smalls[chunk] = found;
    }

    /// <summary>Sums what factions are offered in the order of the rows, as shares of quality are no whole numbers.</summary>
    private void TakeIn(int chunk)
    {
        ReadOnlySpan<int> rows = _goers.Rows(chunk);
        ReadOnlySpan<double> going = _goers.Draws(chunk);
        ReadOnlySpan<Offer> offers = _offers.AsSpan(_world.Chunks.First(chunk), rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Offer offer = offers[i];
            if (offer.By >= 0)
            {
                Take(offer.Faction, offer.By, offer.To, going[i], offer.Quality);
                continue;
            }

            GoToSome(rows[i], _goers.DrawOf(chunk, rows[i]), isOffered: true);
            _world.Units.Fighters[rows[i]] -= going[i];
        }
    }

    /// <summary>Fighters that go over. Where nobody takes them in they stay.</summary>
    private void Going(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        Span<double> fighters = stackalloc double[UnitHits.Piece], chance = stackalloc double[UnitHits.Piece], several = stackalloc double[UnitHits.Piece];
        int asked = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int group = _world.Tallies.Group[rows[i]];
            Tempted from = _tempted[group >> 1];
            bool bySeveral = from.By < 0;
            (fighters[i], chance[i]) = (_world.Units.Fighters[rows[i]], bySeveral || _joinTo[from.To] < 0 ? 0 : _pulled[group + 1]);
            several[i] = !bySeveral ? 0 : width > 0 ? double.NaN : GoToSome(rows[i], draws[i], isOffered: false);
            asked += bySeveral ? 1 : 0;
        }

        Losses.Draw(_world, fighters[..rows.Length], chance[..rows.Length], [], draws, width);
        for (int i = 0; i < rows.Length && asked > 0; i++)
        {
            draws[i] = several[i] == 0 ? draws[i] : several[i];
        }
    }

    /// <summary>Each of several factions has a draw of its own, of those whom the ones before left.</summary>
    /// <returns>Fighters that go over.</returns>
    private double GoToSome(int u, double first, bool isOffered)
    {
        Units units = _world.Units;
        int f = units.Faction[u], l = units.Location[u], n = _world.Factions.Count;
        double left = units.Fighters[u], sum = 0;
        ulong others = Kindred(l, f);
        for (int draw = 1; others != 0; others &= others - 1, draw++)
        {
            int g = BitOperations.TrailingZeroCount(others);
            double uniform = draw == 1 || _world.Deterministic ? first : _random.Uniform(ProcessId.Desertion, _world.Tick, units.StableIds[u], draw);
            double leave = Leaving(left - sum, _pull[(f * n) + g], uniform);
            if (leave > 0 && _joinTo[(l * n) + g] >= 0)
            {
                sum += leave;
                if (isOffered)
                {
                    Take(f, g, (l * n) + g, leave, leave * units.Quality[u]);
                }
            }
        }

        return sum;
    }

    private void Take(int f, int g, int at, double fighters, double quality)
    {
        if (_join[at] == 0)
        {
            _joined[_joins++] = at;
        }

        _join[at] += fighters;
        _joinQuality[at] += quality;
        _world.Ledger.DefectedOut[f] += fighters;
        _world.Ledger.DefectedIn[g] += fighters;
    }

    private void Join()
    {
        for (int i = 0; i < _joins; i++)
        {
            int at = _joined[i];
            _enlistment.Join(_joinTo[at], _join[at], _joinQuality[at] / _join[at]);
            (_join[at], _joinQuality[at]) = (0, 0);
        }

        _joins = 0;
    }

    /// <summary>Who tempts the units of a faction at a place.</summary>
    /// <param name="Faction">The faction.</param>
    /// <param name="By">The only one that does, or -1 if there are several.</param>
    /// <param name="To">The place and that faction, where the fighters go.</param>
    private readonly record struct Tempted(int Faction, int By, int To);

    /// <summary>Fighters of a unit who go over.</summary>
    /// <param name="To">The place and the faction that takes them.</param>
    /// <param name="Faction">Theirs.</param>
    /// <param name="By">The faction that takes them, or -1 if several do.</param>
    /// <param name="Quality">Theirs, times their number.</param>
    private readonly record struct Offer(int To, short Faction, short By, double Quality);

    /// <summary>(1 - p)^n is at least 1 - np, so below that nobody leaves: mostly the case, and it saves the exponential.</summary>
    private double Leaving(double fighters, double p, double draw) =>
        _world.Deterministic ? fighters * p
        : draw < 1 - (fighters * p) ? 0
        : Distributions.Binomial((int)fighters, p, draw);
}
