using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>
/// Air power of one faction in one country: it acts there only, and against factions hostile to its own there. Whoever has
/// aircraft in two countries is two actors.
/// </summary>
/// <param name="Id">Stable id.</param>
/// <param name="Faction">Faction that flies.</param>
/// <param name="Country">Country in which it flies.</param>
/// <param name="Supports">Factions that profit from its surveillance, intelligence and transport; none named = all cobelligerents there.</param>
/// <param name="Against">Factions that it strikes and threatens if they are hostile to its own; none named = all that are.</param>
/// <param name="At">Locations to which its strikes are bound, units on the roads at them included; none named = the whole country.</param>
/// <param name="Inputs">What it brings.</param>
public sealed record AirActor(
    string Id, string Faction, string Country, ImmutableArray<string> Supports, ImmutableArray<string> Against, ImmutableArray<string> At, AirInputs Inputs);
