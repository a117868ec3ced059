using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>A merged scenario after the check of its form: complete, and read through rows.</summary>
internal sealed class CheckedTree
{
    private readonly Dictionary<string, ImmutableArray<Row>> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Id), Row> rows = [];

    public CheckedTree(MapNode merged, ProblemList problems)
    {
        Problems = problems;
        Ids = new IdTables(merged, FormatDescription.Root);
        Root = new FormatCheck(Ids, problems).Complete(FormatDescription.Root, merged);
        Top = new Row("", "", Root.Mark, Root, FormatDescription.Root);
    }

    public MapNode Root { get; }

    public IdTables Ids { get; }

    public ProblemList Problems { get; }

    /// <summary>The keys of the whole file.</summary>
    public Row Top { get; }

    public DateOnly? Start => Top.Date("start");

    public DateOnly? End => Top.Date("end");

    /// <summary>Rows of a table, sorted by id.</summary>
    public ImmutableArray<Row> Table(string name)
    {
        if (!tables.TryGetValue(name, out ImmutableArray<Row> table))
        {
            table = Root[name] is MapNode node
                ? [.. new Row(name, name, node.Mark, node, (MapShape)FormatDescription.Root.Find(name)!.Shape).Rows()]
                : [];
            tables[name] = table;
            foreach (Row row in table)
            {
                rows[(name, row.Id)] = row;
            }
        }

        return table;
    }

    /// <summary>A row of a table, or null.</summary>
    public Row? Find(string table, string? id)
    {
        Table(table);
        return id is null ? null : rows.GetValueOrDefault((table, id));
    }

    public void Error(Row row, string key, string text) => Problems.Error(row.MarkOf(key), row.PathOf(key), text);

    public void Error(Row row, string text) => Problems.Error(row.Mark, row.Path, text);

    public void Warning(Row row, string key, string text) => Problems.Warning(row.MarkOf(key), row.PathOf(key), text);

    public void Warning(Row row, string text) => Problems.Warning(row.Mark, row.Path, text);
}
