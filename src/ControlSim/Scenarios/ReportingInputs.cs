namespace ControlSim.Scenarios;

/// <summary>How a faction reports what it takes: too early, in time or late.</summary>
public sealed record ReportingInputs
{
    [Parameter(0.05, 1, 1, "1", "no source; M46, S4-26", Meaning = "Control share from which it claims a place in which it stands; 1 = not before it owns it")]
    public required double AnnounceShare { get; init; }

    [Parameter(0, 365, 0, "day", "no source; M46", Meaning = "Days from the claim to the report")]
    public required int DelayDays { get; init; }
}
