namespace ControlSim.Cli;

/// <summary>What <c>bench</c> was asked for.</summary>
internal sealed record BenchRequest(
    int Locations, int Corridors, int Factions, int Units, int Ticks, int Jobs, string? Graph, bool Json);
