namespace ControlSim.Study.ResultFiles;

/// <summary>Types that the tool's tables have.</summary>
public enum ParquetType
{
    /// <summary>Whole numbers of 32 bits.</summary>
    Int32,

    /// <summary>Real numbers; NaN is written as null.</summary>
    Double,

    /// <summary>Texts, UTF-8.</summary>
    Text,
}

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type of its values.</param>
public sealed record ParquetColumn(string Name, ParquetType Type);
