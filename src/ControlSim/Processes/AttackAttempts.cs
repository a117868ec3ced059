using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Units of cells that attack today, with what is drawn for their first attack and does not depend on what others do: by chunk, so that one
/// thread is left with who is chosen and falls.
/// </summary>
internal sealed class AttackAttempts
{
    private readonly World _world;
    private readonly RandomStreams _random;
    private readonly AttackSizes _sizes;
    private readonly UnitDraws[] _draws; // by chunk
    private readonly Attempt[] _attempts; // by chunk
    private readonly int[] _counts;
    private readonly Action<int> _drawIn;
    private UnitHits? _hits;

    public AttackAttempts(World world, RandomStreams random, AttackSizes sizes)
    {
        (_world, _random, _sizes, _drawIn) = (world, random, sizes, DrawIn);
        _draws = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new UnitDraws(world, random, ProcessId.Attacks))];
        (_attempts, _counts) = (new Attempt[world.Deterministic ? 0 : world.Units.Count], new int[world.Chunks.Count]);
    }

    /// <summary>Draws for the units that were found with the number of their attacks.</summary>
    public void Draw(UnitHits hits)
    {
        _hits = hits;
        _world.Chunks.Run(_drawIn);
    }

    /// <summary>Those of a chunk, by row.</summary>
    public ReadOnlySpan<Attempt> Of(int chunk) => _attempts.AsSpan(_world.Chunks.First(chunk), _counts[chunk]);

    /// <summary>Draws for a further attack of a unit.</summary>
    /// <param name="attempt">The unit.</param>
    /// <param name="number">Number of the attack; the first is 0.</param>
    /// <param name="fighters">Fighters that it has left.</param>
    public Draws Further(in Attempt attempt, int number, int fighters)
    {
        ulong unit = _world.Units.StableIds[attempt.Unit];
        (double size, double choice) = _random.Uniforms2(ProcessId.Attacks, _world.Tick, unit, 1 + (2 * number));
        (double own, double road) = _random.Uniforms2(ProcessId.Attacks, _world.Tick, unit, 2 + (2 * number));
        return new Draws(choice, own, _sizes.Draw(fighters, size), RoadAt(attempt.Location, road));
    }

    private void DrawIn(int chunk)
    {
        Units units = _world.Units;
        ReadOnlySpan<int> rows = _hits!.Rows(chunk);
        ReadOnlySpan<double> counts = _hits.Draws(chunk);
        Span<Attempt> attempts = _attempts.AsSpan(_world.Chunks.First(chunk), rows.Length);
        UnitDraws draws = _draws[chunk];
        for (int first = 0; first < rows.Length; first += UnitDraws.Most)
        {
            ReadOnlySpan<int> some = rows.Slice(first, Math.Min(UnitDraws.Most, rows.Length - first));
            Span<Attempt> theirs = attempts.Slice(first, some.Length);
            draws.OfTwo(some, draw: 1);
            for (int i = 0; i < some.Length; i++)
            {
                int u = some[i];
                (double size, double choice) = draws.Two(i);
                var one = new Draws(choice, 0, _sizes.Draw((int)units.Fighters[u], size), 0);
                theirs[i] = new Attempt(u, units.Location[u], units.Faction[u], (int)counts[first + i], units.Fighters[u], one);
            }

            draws.OfTwo(some, draw: 2);
            for (int i = 0; i < some.Length; i++)
            {
                (double own, double road) = draws.Two(i);
                theirs[i] = theirs[i] with { First = theirs[i].First with { Own = own, Road = RoadAt(theirs[i].Location, road) } };
            }
        }

        _counts[chunk] = rows.Length;
    }

    private int RoadAt(int l, double draw)
    {
        Corridors corridors = _world.Corridors;
        int roads = corridors.ArcStart[l + 1] - corridors.ArcStart[l];
        return roads == 0 ? -1 : corridors.ArcCorridor[corridors.ArcStart[l] + (int)(draw * roads)];
    }

    /// <summary>A unit that attacks.</summary>
    /// <param name="Unit">Its row.</param>
    /// <param name="Location">Where it is.</param>
    /// <param name="Faction">Its faction.</param>
    /// <param name="Attacks">How often it attacks.</param>
    /// <param name="Fighters">Its fighters before.</param>
    /// <param name="First">What is drawn for its first attack.</param>
    public readonly record struct Attempt(int Unit, int Location, int Faction, int Attacks, double Fighters, Draws First);

    /// <summary>What is drawn for an attack.</summary>
    /// <param name="Choice">Uniform draw of its target.</param>
    /// <param name="Own">Uniform draw of own losses.</param>
    /// <param name="Size">Fighters whom it kills, if the target has as many.</param>
    /// <param name="Road">Corridor that it cuts if the target is at rest; -1 without one.</param>
    public readonly record struct Draws(double Choice, double Own, int Size, int Road);
}
