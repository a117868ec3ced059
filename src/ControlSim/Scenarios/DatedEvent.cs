namespace ControlSim.Scenarios;

/// <summary>A change that the scenario dictates on a date: an input, never a result of fighting.</summary>
/// <param name="Id">Stable id; key of the draw that decides whether it happens.</param>
/// <param name="Date">Day on which it takes effect.</param>
/// <param name="Probability">Chance that it happens at all, 0 to 1. A deterministic run takes the likelier case.</param>
/// <param name="Effect">What it changes.</param>
public sealed record DatedEvent(string Id, DateOnly Date, double Probability, Effect Effect);
