namespace ControlSim.Runs;

/// <summary>
/// Series over ticks 0..Ticks, flat arrays. Index of a location series: <c>tick * locations + location</c>;
/// of a bloc series: <c>tick * blocs + bloc</c>.
/// </summary>
public sealed class RunSeries
{
    /// <summary>Owner by tick and location: row in <c>Scenario.Blocs</c>, or -1.</summary>
    public required sbyte[] Owner { get; init; }

    /// <summary>Owner as the public is told, by tick and location: row in <c>Scenario.Blocs</c>, or -1.</summary>
    public required sbyte[] Reported { get; init; }

    /// <summary>1 where hostile massed units face each other, by tick and location.</summary>
    public required byte[] Contested { get; init; }

    /// <summary>Massed fighters by tick and bloc.</summary>
    public required double[] Massed { get; init; }

    /// <summary>Fighters in cells by tick and bloc.</summary>
    public required double[] Cells { get; init; }

    /// <summary>Inhabitants of owned locations by tick and bloc.</summary>
    public required double[] HeldPopulation { get; init; }

    /// <summary>Area of owned locations, km², by tick and bloc.</summary>
    public required double[] HeldArea { get; init; }

    /// <summary>Mean supply state weighted by fighters, by tick and bloc; NaN without fighters.</summary>
    public required double[] Supply { get; init; }

    /// <summary>Ticks for which corridor flows were kept.</summary>
    public required int[] FlowTicks { get; init; }

    /// <summary>
    /// Supply on corridors at the kept ticks, man-days a day: index <c>(k * blocs + bloc) * corridors + corridor</c>.
    /// Drawn along least km; positive from <c>Corridor.From</c> to <c>Corridor.To</c>.
    /// </summary>
    public required double[] Flow { get; init; }

    /// <summary>1 where a crossing is open to supply at the kept ticks: index <c>k * crossings + crossing</c>.</summary>
    public required byte[] CrossingOpen { get; init; }

    /// <summary>Control share by bloc at the kept ticks: index <c>(k * locations + location) * blocs + bloc</c>.</summary>
    public required double[] Control { get; init; }
}
