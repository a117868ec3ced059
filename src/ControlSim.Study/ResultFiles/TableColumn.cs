namespace ControlSim.Study.ResultFiles;

/// <summary>A column of a result table, as the data package describes it.</summary>
/// <param name="Name">Header.</param>
/// <param name="Type">Frictionless type: integer, number, string or date.</param>
/// <param name="Unit">Unit of measure; "1" for a share; empty where there is none.</param>
/// <param name="Description">What it says.</param>
public sealed record TableColumn(string Name, string Type, string Unit, string Description)
{
    internal static TableColumn Replicate { get; } = new("replicate", "integer", "", "Number of the run, from 0.");

    internal static TableColumn Date { get; } = new("date", "date", "", "Day, ISO 8601.");

    internal static TableColumn Tick { get; } = new("tick", "integer", "day", "Days since the start; 0 is the initial state.");

    internal static TableColumn Location { get; } = new("location", "string", "", "Id of the location.");
}
