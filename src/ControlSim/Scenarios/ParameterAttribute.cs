namespace ControlSim.Scenarios;

/// <summary>Range, unit, default and source of one parameter: the schema, the checks and the tables are made from it.</summary>
/// <param name="min">Least value.</param>
/// <param name="max">Greatest value.</param>
/// <param name="default">Value when a file says nothing; written into the lock file.</param>
/// <param name="unit">Unit of measure; "1" for a pure number.</param>
/// <param name="source">Paper or text, or "no source".</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(double min, double max, double @default, string unit, string source) : Attribute
{
    public double Min => min;

    public double Max => max;

    public double Default => @default;

    public string Unit => unit;

    public string Source => source;

    /// <summary>What it means, where it is an input of a location or faction and so has a place in the format.</summary>
    public string Meaning { get; init; } = "";
}
