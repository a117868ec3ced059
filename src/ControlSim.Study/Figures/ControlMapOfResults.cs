using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>The map of control of a result on any of its days; corridors and crossings as on the last day before it that was kept.</summary>
public static class ControlMapOfResults
{
    /// <summary>Collects what the map shows.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tick">Day, 0 to the last tick.</param>
    public static ControlMapInput Input(ResultData result, int tick)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Input(result, tick, MapGround.Of(result));
    }

    /// <summary>The same on a ground that was worked out beforehand.</summary>
    /// <param name="result">The result.</param>
    /// <param name="tick">Day, 0 to the last tick.</param>
    /// <param name="ground">That of the result's scenario.</param>
    public static ControlMapInput Input(ResultData result, int tick, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Input(result, tick, ground, result.SupplyAt(tick));
    }

    /// <summary>Tick of the day for which the scenario asks for a map.</summary>
    public static int MapTick(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Math.Clamp(result.Scenario.TickOf(result.Info.MapDate), 0, result.Scenario.Ticks);
    }

    /// <summary>The map of every day, each made when it is asked for; safe to ask from several threads.</summary>
    public static IReadOnlyList<Func<Figure>> Frames(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var ground = MapGround.Of(result);
        Input(result, 0, ground); // What all days share is made before threads ask for it.
        return [.. Enumerable.Range(0, result.Scenario.Ticks + 1).Select(t => (Func<Figure>)(() => ControlMap.Describe(Input(result, t, ground))))];
    }

    internal static ControlMapInput Input(ResultData result, int tick, MapGround ground, SupplyOfDay? supply)
    {
        string source = supply is null || supply.Tick == tick
            ? "simulation"
            : $"simulation, corridors as on {NumberText.ShortDate(result.Scenario.DateOf(supply.Tick))}";
        return ground.Input(
            result.Scenario.DateOf(tick),
            result.Runs,
            source,
            location => Holding(result, tick, location),
            corridor => Carried(result, supply, corridor),
            crossing => supply is null ? (result.Scenario.Crossings[crossing].OpenToSupply ? 1 : 0) : supply.Open[crossing]);
    }

    /// <summary>Mean supply on a corridor, man-days a day, and the bloc that it feeds most; 0 and an empty id for none.</summary>
    internal static (double Flow, string Bloc) Carried(ResultData result, SupplyOfDay? supply, int corridor)
    {
        if (supply is null) return (0, "");
        int blocs = result.Scenario.Blocs.Length;
        double total = 0;
        (double Flow, string Bloc) most = (0, "");
        for (int bloc = 0; bloc < blocs; bloc++)
        {
            double flow = Math.Abs(supply.Flow[(corridor * blocs) + bloc]);
            total += flow;
            if (flow > most.Flow) most = (flow, result.Scenario.Blocs[bloc].Id);
        }

        return (total, most.Bloc);
    }

    /// <summary>A place that is contested in a run counts as contested there, whoever owns it on paper.</summary>
    private static MapHolding Holding(ResultData result, int tick, int location)
    {
        var control = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        for (int bloc = 0; bloc < result.Scenario.Blocs.Length; bloc++)
        {
            double share = result.Control.Held(tick, location, bloc);
            // Shares are sums of fractions: what rounding leaves over is no holding.
            if (share > 1e-9) control.Add(result.Scenario.Blocs[bloc].Id, share);
        }

        double contested = result.Control.Contested(tick, location);
        ImmutableArray<string> rivals = [.. result.Control.Rivals(tick, location).Select(b => result.Scenario.Blocs[b].Id)];
        return new MapHolding(control.ToImmutable(), contested, rivals);
    }
}
