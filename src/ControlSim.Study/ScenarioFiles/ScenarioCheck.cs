namespace ControlSim.Study.ScenarioFiles;

/// <summary>All checks of a merged scenario that need no geometry.</summary>
internal sealed class ScenarioCheck
{
    /// <summary>Sections that must be sound before forces can be placed.</summary>
    private static readonly string[] ForceSections =
        ["start", "end", "deterministic", "blocs", "factions", "locations", "corridors", "relations", "control", "forces"];

    private ScenarioCheck(CheckedTree tree) => (Tree, Relations) = (tree, new RelationTable(tree));

    public CheckedTree Tree { get; }

    public RelationTable Relations { get; }

    /// <summary>Forces by place; null if an error keeps them from being placed.</summary>
    public Dispositions? Dispositions { get; private set; }

    public static ScenarioCheck Run(MapNode merged, ProblemList problems)
    {
        CheckedTree tree = new(merged, problems);
        RunChecks.Check(tree);
        NetworkChecks.Check(tree);
        StateChecks.Check(tree);
        OrderChecks.Check(tree);
        TriggerChecks.Check(tree);
        PoliticsChecks.Check(tree);
        ProcessChecks.Check(tree);
        UncertainChecks.Check(tree);
        ScenarioCheck check = new(tree);
        if (!problems.HasErrorsIn(ForceSections))
        {
            Holders holders = new(tree);
            check.Dispositions = Dispositions.Place(tree, check.Relations, holders);
            if (check.Dispositions is not null)
            {
                new FootholdCheck(tree, check.Relations, holders).Check(check.Dispositions);
            }
        }

        return check;
    }
}
