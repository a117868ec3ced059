namespace ControlSim.Study.ResultFiles;

/// <summary>changes.csv: what the what-ifs and settings of a run changed, row by row; empty for the scenario as its file has it.</summary>
internal static class ChangesTable
{
    /// <param name="before">Lock text of the base; null if it does not hold by itself.</param>
    /// <param name="after">Lock text of the run.</param>
    public static ResultTable Of(string? before, string after) => new(
        "changes.csv",
        "Rows of the scenario that what-ifs and settings changed",
        [
            new TableColumn("section", "string", "", "Section of the scenario."),
            new TableColumn("row", "string", "", "Id of the row, or name of the value."),
            new TableColumn("base", "string", "", "What stands in the base; empty if the row is new."),
            new TableColumn("run", "string", "", "What this run was given; empty if the row was removed."),
        ],
        csv =>
        {
            foreach (ChangedRow row in LockDifference.Of(before ?? after, after))
            {
                csv.Field(row.Section).Field(row.Row).Field(row.Before).Field(row.After).EndRow();
            }
        });
}
