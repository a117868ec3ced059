namespace ControlSim.Tables;

/// <summary>A column that comes from the scenario and is changed by no process: not part of the state.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FixedAttribute : Attribute;

/// <summary>
/// A table that follows from the state but may be read before it is made anew: it is saved with the state, not hashed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DerivedAttribute : Attribute;
