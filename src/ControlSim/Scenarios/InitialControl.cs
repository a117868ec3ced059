using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>Who holds a location on the first day: an owner, or several blocs that contest it.</summary>
/// <param name="Location">Location id.</param>
/// <param name="Owner">Bloc id; empty if contested or without an owner.</param>
/// <param name="ContestedBy">Bloc ids; a contested location has no owner at the start.</param>
/// <param name="Consolidation">K at the start, 0 to 1: how solid the hold is.</param>
public sealed record InitialControl(string Location, string Owner, ImmutableArray<string> ContestedBy, double Consolidation);
