namespace ControlSim.Study.Figures;

/// <summary>Shapes of markers.</summary>
public enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,

    /// <summary>A gate: its share open is drawn, from a bar (shut) over a part to an open ring.</summary>
    Gate,
}

/// <summary>A small sign at a point.</summary>
public sealed record Marker
{
    public MarkerShape Shape { get; init; } = MarkerShape.Circle;

    /// <summary>Half its width, px.</summary>
    public double Radius { get; init; } = 3;

    public Fill? Fill { get; init; }

    public Stroke? Stroke { get; init; }

    /// <summary>For a gate: share of runs (or of time) in which it is open, 0 to 1.</summary>
    public double ShareOpen { get; init; } = 1;

    /// <summary>For a gate: leads out of the theatre; its frame is square instead of round.</summary>
    public bool External { get; init; }
}
