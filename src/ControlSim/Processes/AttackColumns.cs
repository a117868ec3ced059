using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Massed units that marched today, as targets of attacks from the places at both ends of their road. Those of a road lie side by
/// side, by row; neighbours of one faction are a run, whose fighters follow the losses.
/// </summary>
internal sealed class AttackColumns(World world, double columnWeight)
{
    /// <summary>Places that a run of one column takes, and no run more for each of its columns.</summary>
    private const int Spread = 3;

    private readonly int[] _start = new int[world.Corridors.Count + 1]; // by corridor, where its columns begin
    private readonly int[] _runCount = new int[world.Corridors.Count];
    private readonly ulong[] _sides = new ulong[world.Corridors.Count]; // by corridor, bits of the factions with columns on it
    private readonly int[] _rows = new int[world.Units.Count]; // corridor by corridor, ascending
    private readonly double[] _fighters = new double[world.Units.Count];
    private readonly WeightLevels _levels = new(world.Deterministic ? 0 : Spread * world.Units.Count); // fighters of a run's columns
    private readonly Run[] _runs = new Run[world.Units.Count]; // corridor by corridor, the first in the place of its first column
    private readonly int[] _marchers = new int[world.Units.Count]; // by chunk
    private readonly int[] _counts = new int[world.Chunks.Count];
    private readonly int[] _next = new int[world.Chunks.Count * world.Corridors.Count]; // by chunk and corridor, how many and then where the next one goes
    private readonly ulong[] _marched = new ulong[(world.Units.Count / 64) + 1]; // bits of the units that marched today
    private readonly ulong[] _near = new ulong[world.Locations.Count];
    private Action<int>? _list;
    private Action<int>? _place;
    private Action<int>? _findRuns;
    private int _chosenPlace; // in its run
    private int _chosenFighters;
    private int _chosenRun;
    private int _chosenRoad;

    /// <summary>Lists the living massed units that marched today by corridor.</summary>
    public void BeginDay()
    {
        world.Chunks.Run(_list ??= List);
        FindStarts();
        world.Chunks.Run(_place ??= Place);
        world.Chunks.Run(_findRuns ??= FindRuns);
        FindNear();
    }

    /// <summary>The column chosen last: its row, faction and road, and what it has left.</summary>
    public AttackTargets.Target Chosen => new(_rows[_runs[_chosenRun].First + _chosenPlace], _runs[_chosenRun].Faction, _chosenRoad, _chosenFighters);

    /// <summary>Weight of a massed unit where it is: who marched today is met on its road.</summary>
    public double RestingWeight(int u) => (_marched[u >> 6] >> u & 1) != 0 ? 0 : world.Units.Fighters[u];

    /// <summary>
    /// The same of some units, in a stochastic run, as running sums of parts, see <see cref="WeightLevels"/>; without a guess who marched.
    /// </summary>
    public void WeighResting(ReadOnlySpan<int> rows, Span<int> sums)
    {
        double[] fighters = world.Units.Fighters;
        ulong[] marched = _marched;
        for (int first = 0; first < rows.Length; first += WeightLevels.Part)
        {
            int sum = 0;
            for (int i = first; i < rows.Length && i < first + WeightLevels.Part; i++)
            {
                int u = rows[i];
                sum += (int)fighters[u] & ((int)(marched[u >> 6] >> u & 1) - 1);
                sums[i] = sum;
            }
        }
    }

    /// <summary>Bits of the factions with columns on the roads of a location.</summary>
    public ulong Near(int location) => _near[location];

    /// <summary>Weight of the columns of some factions on the roads of a location; in a deterministic run, where a part of everybody falls, of their present fighters.</summary>
    public double Weigh(int location, ulong hostile)
    {
        if ((_near[location] & hostile) == 0)
        {
            return 0;
        }

        double fighters = 0, weight = 0;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            if (world.Deterministic)
            {
                weight += WeighAnew(corridors.ArcCorridor[arc], hostile);
            }
            else
            {
                fighters += FightersOn(corridors.ArcCorridor[arc], hostile);
            }
        }

        return world.Deterministic ? weight : columnWeight * fighters;
    }

    /// <summary>
    /// Chooses the column of some factions on the roads of a location up to which all weigh more than is given; where rounding carries it past
    /// all the last one. False if there is none.
    /// </summary>
    public bool Choose(int location, ulong hostile, double left)
    {
        int chosen = -1, rest = (int)(left / columnWeight);
        rest -= columnWeight * rest > left ? 1 : 0;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            int corridor = corridors.ArcCorridor[arc], all = FightersOn(corridor, hostile);
            if (rest < all)
            {
                ChooseOn(corridor, hostile, rest);
                return true;
            }

            rest -= all;
            chosen = all > 0 ? corridor : chosen;
        }

        if (chosen >= 0)
        {
            ChooseOn(chosen, hostile, FightersOn(chosen, hostile) - 1);
        }

        return chosen >= 0;
    }

    /// <summary>The column chosen last has lost fighters.</summary>
    /// <returns>What it weighs less.</returns>
    public double Lose(double killed)
    {
        ref Run run = ref _runs[_chosenRun];
        _levels.Lose(PlaceOf(run), run.Last - run.First, _chosenPlace, (int)killed);
        run.Fighters -= (int)killed;
        return columnWeight * killed;
    }

    /// <summary>Lists the columns of some factions on the roads of a location with their weights.</summary>
    /// <returns>How many are listed then.</returns>
    public int List(int location, ulong hostile, Span<int> rows, Span<double> weights, int count)
    {
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            foreach (ref readonly Run run in RunsOn(corridors.ArcCorridor[arc]))
            {
                for (int at = run.First; at < run.Last && (hostile >> run.Faction & 1) != 0; at++)
                {
                    (rows[count], weights[count]) = (_rows[at], columnWeight * _fighters[at]);
                    count += weights[count] > 0 ? 1 : 0;
                }
            }
        }

        return count;
    }

    /// <summary>Lists the living massed units of a chunk that marched today, and counts them by corridor.</summary>
    private void List(int chunk)
    {
        Units units = world.Units;
        Span<int> counts = CountsOf(chunk), room = _marchers.AsSpan(world.Chunks.First(chunk));
        world.Chunks.WordsOf(_marched, chunk).Clear();
        counts.Clear();
        int found = 0;
        foreach (int u in world.Chunks.ThoseOf(world.Tallies.Marched.Rows, chunk))
        {
            if (units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                room[found++] = u;
                counts[units.MarchedOn[u]]++;
                _marched[u >> 6] |= 1UL << u;
            }
        }

        _counts[chunk] = found;
    }

    /// <summary>Columns of a corridor lie side by side, chunk by chunk: one after another by links, each waited for memory.</summary>
    private void FindStarts()
    {
        int at = 0;
        for (int c = 0; c < world.Corridors.Count; c++)
        {
            _start[c] = at;
            for (int chunk = 0; chunk < _counts.Length; chunk++)
            {
                ref int next = ref _next[(chunk * world.Corridors.Count) + c];
                (next, at) = (at, at + next);
            }
        }

        _start[^1] = at;
    }

    private void Place(int chunk)
    {
        Units units = world.Units;
        Span<int> next = CountsOf(chunk);
        foreach (int u in _marchers.AsSpan(world.Chunks.First(chunk), _counts[chunk]))
        {
            int at = next[units.MarchedOn[u]]++;
            (_rows[at], _fighters[at]) = (u, units.Fighters[u]);
        }
    }

    private Span<int> CountsOf(int chunk) => _next.AsSpan(chunk * world.Corridors.Count, world.Corridors.Count);

    /// <summary>Finds the runs of a part of the corridors.</summary>
    private void FindRuns(int part)
    {
        byte[] faction = world.Units.Faction;
        (int first, int corridors) = world.Chunks.PartOf(_sides.Length, part).GetOffsetAndLength(_sides.Length);
        for (int c = first; c < first + corridors; c++)
        {
            int runs = 0;
            ulong sides = 0;
            for (int at = _start[c]; at < _start[c + 1];)
            {
                int f = faction[_rows[at]], from = at;
                while (at < _start[c + 1] && faction[_rows[at]] == f)
                {
                    at++;
                }

                _runs[_start[c] + runs++] = new Run(f, from, at);
                sides |= 1UL << f;
            }

            (_runCount[c], _sides[c]) = (runs, sides);
            for (int run = _start[c]; run < _start[c] + runs && !world.Deterministic; run++)
            {
                Sum(ref _runs[run]);
            }
        }
    }

    private void Sum(ref Run run)
    {
        int count = run.Last - run.First, sum = 0;
        Span<int> sums = _levels.Of(PlaceOf(run), count);
        for (int i = 0; i < count; i++)
        {
            sum = (i % WeightLevels.Part == 0 ? 0 : sum) + (int)_fighters[run.First + i];
            sums[i] = sum;
        }

        run.Fighters = _levels.Sum(PlaceOf(run), count);
    }

    private static int PlaceOf(in Run run) => WeightLevels.First + (Spread * run.First);

    private void FindNear()
    {
        Corridors corridors = world.Corridors;
        Array.Clear(_near);
        for (int c = 0; c < corridors.Count; c++)
        {
            if (_sides[c] != 0)
            {
                _near[corridors.From[c]] |= _sides[c];
                _near[corridors.To[c]] |= _sides[c];
            }
        }
    }

    private ReadOnlySpan<Run> RunsOn(int corridor) => _runs.AsSpan(_start[corridor], _runCount[corridor]);

    private int FightersOn(int corridor, ulong hostile)
    {
        int sum = 0;
        foreach (ref readonly Run run in RunsOn(corridor))
        {
            sum += run.Fighters & -(int)(hostile >> run.Faction & 1);
        }

        return sum;
    }

    private double WeighAnew(int corridor, ulong hostile)
    {
        double sum = 0;
        foreach (ref readonly Run run in RunsOn(corridor))
        {
            for (int at = run.First; at < run.Last; at++)
            {
                _fighters[at] = world.Units.Fighters[_rows[at]];
                sum += (hostile >> run.Faction & 1) != 0 ? columnWeight * _fighters[at] : 0;
            }
        }

        return sum;
    }

    /// <summary>Chooses a column on a corridor, on which there are more fighters than are left.</summary>
    private void ChooseOn(int corridor, ulong hostile, int left)
    {
        int at = _start[corridor];
        for (; (hostile >> _runs[at].Faction & 1) == 0 || left >= _runs[at].Fighters; at++)
        {
            left -= (hostile >> _runs[at].Faction & 1) == 0 ? 0 : _runs[at].Fighters;
        }

        (_chosenRoad, _chosenRun) = (corridor, at);
        _chosenPlace = _levels.Choose(PlaceOf(_runs[at]), _runs[at].Last - _runs[at].First, left, out _chosenFighters);
    }

    /// <summary>Neighbouring columns of one faction on a road.</summary>
    /// <param name="faction">The faction.</param>
    /// <param name="first">Its first column.</param>
    /// <param name="last">After its last column.</param>
    private struct Run(int faction, int first, int last)
    {
        public readonly int Faction = faction;
        public readonly int First = first;
        public readonly int Last = last;
        public int Fighters;
    }
}
