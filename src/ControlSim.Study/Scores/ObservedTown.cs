using System.Collections.Immutable;

namespace ControlSim.Study.Scores;

/// <summary>Who held a location of the scenario, as far as the table tells.</summary>
/// <param name="Location">Row in <c>Scenario.Locations</c>.</param>
/// <param name="States">By tick (negative before the start): holders as rows of <see cref="Holders"/>, and how the row is meant.</param>
/// <param name="Start">Holders at the start: of the last row up to it, else the first change's previous, else the scenario's own.</param>
public sealed record ObservedTown(int Location, ImmutableArray<ObservedState> States, ImmutableArray<int> Start)
{
    /// <summary>
    /// Holders on a day. Empty where the table does not tell: while nobody says who contests the town, and between a row and a later snapshot of another holder the town
    /// changed hands on a day that nobody wrote down.
    /// </summary>
    public ImmutableArray<int> At(int tick)
    {
        int last = -1;
        while (last + 1 < States.Length && States[last + 1].Tick <= tick) last++;
        ImmutableArray<int> holders = last < 0 ? Start : States[last].Holders;
        bool dated = last >= 0 && States[last].Tick == tick;
        bool changesUnseen = last + 1 < States.Length && !States[last + 1].IsChange && !States[last + 1].Holders.SequenceEqual(holders);
        return changesUnseen && !dated ? [] : holders;
    }

    /// <summary>Holders on a day by the last row up to it, whatever comes after; empty before the first row.</summary>
    public ImmutableArray<int> LastKnown(int tick)
    {
        int last = -1;
        while (last + 1 < States.Length && States[last + 1].Tick <= tick) last++;
        if (last >= 0) return States[last].Holders;
        return tick >= 0 ? Start : [];
    }

    /// <summary>
    /// The first fall after the start: the day on which one bloc holds the town that did not hold it alone at the start. Becoming
    /// contested is no fall. Null if there is none up to <paramref name="until"/>, or nobody wrote down the day.
    /// </summary>
    public ObservedFall? Fall(int until, Holders holders)
    {
        foreach (ObservedState state in States.Where(s => s.Tick > 0 && s.Tick <= until && s.Holders.Length == 1))
        {
            int holder = state.Holders[0];
            if (Start.Length == 1 && Start[0] == holder) continue;
            return state.IsChange && holders.IsBloc(holder) ? new ObservedFall(this, holder, state.Tick) : null;
        }

        return null;
    }
}

/// <summary>Holders from a tick on.</summary>
/// <param name="Tick">Tick; negative before the start.</param>
/// <param name="Holders">Rows of <see cref="Scores.Holders"/>: one, or the parties of a contested town, ascending.</param>
/// <param name="IsChange">The town came to them on that day; else they are known to hold it then.</param>
public sealed record ObservedState(int Tick, ImmutableArray<int> Holders, bool IsChange);

/// <summary>A town comes to another bloc.</summary>
/// <param name="Town">The town.</param>
/// <param name="Bloc">Row in <c>Scenario.Blocs</c>.</param>
/// <param name="Tick">Tick of the fall, above 0.</param>
public sealed record ObservedFall(ObservedTown Town, int Bloc, int Tick);
