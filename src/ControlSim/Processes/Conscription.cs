using ControlSim.Networks;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P11. Drafts and their way to the front. On one day a week a faction takes min(c P ctl, (E - n)/T) a day: c its rate of conscription,
/// P ctl the inhabitants under its own control, E its establishment, n its fighters, T the days of replacement. On each connected
/// stretch of its own ground, through gates that are open to it and past no siege, those who are drafted there are sent to its massed
/// units in proportion to the threat (<see cref="Presence.Threat"/>) where they stand, attackers beside that ground among them; with no
/// threat, to their heads. An army sends its replacements to where they are needed; a town that is cut off lives on its own people.
/// Factions and places one after another; Poisson by place, in a deterministic run the expectation. Drafted people stay counted as inhabitants.
/// </summary>
[Writes(
    "Units.Fighters", "Units.Quality", "Units.Location", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation",
    "Units.Hold", "Units.OrderedPosture", "Units.BattleStart", "Units.BreakDraw", "Units.Posture", "Units.Supply", "Ledger.Recruited")]
internal sealed class Conscription(
    World world, RecruitmentParameters parameters, Rulers rulers, Enlistment enlistment, Routes routes, RandomStreams random)
{
    /// <summary>Days from one levy to the next.</summary>
    private const int Days = 7;

    private readonly int[] _stretch = new int[world.Locations.Count];
    private readonly bool[] _open = new bool[world.Corridors.Count];
    private readonly Components _components = new(world.Corridors.Graph);
    private readonly double[] _need = new double[world.Locations.Count];
    private readonly double[] _people = new double[world.Locations.Count];
    private readonly double[] _threat = new double[world.Locations.Count];
    private readonly double[] _heads = new double[world.Locations.Count];

    public void Step()
    {
        for (int f = 0; f < world.Factions.Count && world.Tick % Days == 0; f++)
        {
            if (world.Economy.Conscription[f] > 0)
            {
                Draft(f);
            }
        }
    }

    private void Draft(int f)
    {
        int stretches = FindStretches(world.Factions.Bloc[f]);
        Array.Clear(_people, 0, stretches);
        Array.Clear(_threat, 0, stretches);
        Array.Clear(_heads, 0, stretches);
        double people = 0, fighters = 0;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            fighters += Survey(l, f);
            people += _stretch[l] >= 0 ? People(l, f) : 0;
        }

        double most = world.Economy.Conscription[f] * people, lack = (world.Economy.Establishment[f] - fighters) / parameters.ReplacementDays;
        if (most > 0 && lack > 0)
        {
            double share = Days * world.Economy.Conscription[f] * Math.Min(1, lack / most);
            for (int l = 0; l < world.Locations.Count; l++)
            {
                Send(l, f, share);
            }
        }
    }

    /// <summary>Adds a place to its stretch; fighters there.</summary>
    private double Survey(int l, int f)
    {
        int at = (l * world.Factions.Count) + f, stretch = _stretch[l];
        double massed = world.Tallies.Massed[at];
        stretch = stretch < 0 && massed > 0 ? _stretch[l] = StretchBeside(l, world.Factions.Bloc[f]) : stretch;
        _need[l] = stretch >= 0 && massed > 0 ? Need(massed, world.Tallies.StrengthMassed[at], Presence.Threat(world, l, f)) : 0;
        if (stretch >= 0)
        {
            _threat[stretch] += _need[l];
            _heads[stretch] += massed;
        }

        return massed + world.Tallies.Cells[at];
    }

    /// <summary>Replacements that a garrison draws: its heads under an overwhelming threat, few where it is the stronger by far.</summary>
    private static double Need(double heads, double strength, double threat) => threat > 0 ? heads * threat / (threat + strength) : 0;

    private double People(int l, int f)
    {
        int bloc = world.Factions.Bloc[f];
        double control = world.Locations.Owner[l] == bloc ? world.Locations.Control[(l * world.Blocs.Count) + bloc] : 0;
        double people = control > 0 ? control * rulers.Share(l, f) * world.Locations.Population[l] : 0;
        _people[_stretch[l]] += people;
        return people;
    }

    private void Send(int l, int f, double share)
    {
        int stretch = _stretch[l];
        double massed = world.Tallies.Massed[(l * world.Factions.Count) + f];
        if (stretch < 0 || massed <= 0 || _people[stretch] <= 0)
        {
            return;
        }

        double part = _threat[stretch] > 0 ? _need[l] / _threat[stretch] : massed / _heads[stretch];
        double mean = part * share * _people[stretch];
        ulong entity = StableId.Combine(world.Locations.StableIds[l], world.Factions.StableIds[f]);
        double drafted = world.Deterministic || mean <= 0
            ? mean
            : Distributions.Poisson(mean, random.Uniform(ProcessId.Recruitment, world.Tick, entity, 1));
        if (drafted > 0 && enlistment.Replace(l, f, drafted, world.Economy.Training[f]))
        {
            world.Ledger.Recruited[f] += drafted;
        }
    }

    /// <summary>Numbers the connected stretches of ground held for a bloc; a place under siege is one of its own. At least their number.</summary>
    private int FindStretches(int bloc)
    {
        Corridors corridors = world.Corridors;
        for (int c = 0; c < corridors.Count; c++)
        {
            _open[c] = routes.IsGateOpen(c, bloc) && IsOpenGround(corridors.From[c], bloc) && IsOpenGround(corridors.To[c], bloc);
        }

        int count = _components.Label(_open, _stretch);
        for (int l = 0; l < world.Locations.Count; l++)
        {
            _stretch[l] = Presence.IsHeldFor(world, l, bloc) ? _stretch[l] : -1;
        }

        return count;
    }

    private bool IsOpenGround(int l, int bloc) => Presence.IsHeldFor(world, l, bloc) && !Presence.IsShutIn(world, l, bloc);

    /// <summary>Own ground beside a place that is not held for the bloc, or -1.</summary>
    private int StretchBeside(int l, int bloc)
    {
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            if (_stretch[to] >= 0 && Presence.IsHeldFor(world, to, bloc) && routes.IsGateOpen(corridors.ArcCorridor[arc], bloc))
            {
                return _stretch[to];
            }
        }

        return -1;
    }
}
