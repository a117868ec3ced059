using ControlSim.Study.ResultFiles;

namespace ControlSim.Tests.ResultFiles;

public sealed class LockDifferenceTests
{
    private const string Base = "# words\nseed: 1\nparameters:\n  combat:\n    attrition: 0.1\n    range: 2\norders:\n  a: {x: 1}\n  b: {x: 2}\n";

    [Fact]
    public void Changed_removed_and_new_rows_are_found_in_their_sections()
    {
        const string After = "# other words\nseed: 2\nparameters:\n  combat:\n    attrition: 0.2\n    range: 2\norders:\n  b: {x: 2}\n  c: {x: 3}\n";
        Assert.Equal(
            [
                new ChangedRow("seed", "", "1", "2"), new ChangedRow("parameters.combat", "attrition", "0.1", "0.2"),
                new ChangedRow("orders", "a", "{x: 1}", ""), new ChangedRow("orders", "c", "", "{x: 3}"),
            ],
            LockDifference.Of(Base, After));
    }

    [Fact]
    public void Equal_locks_differ_in_nothing() => Assert.Empty(LockDifference.Of(Base, Base));
}
