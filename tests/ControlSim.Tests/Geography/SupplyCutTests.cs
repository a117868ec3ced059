using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Tests.Figures;

namespace ControlSim.Tests.Geography;

public sealed class SupplyCutTests
{
    [Fact]
    public void The_gate_is_the_narrowest_cut_to_what_lies_behind_it()
    {
        SupplyCut cut = SupplyCut.Of(SmallResult.Scenario, "south", ["l3"])!;
        Assert.Equal(["l3--l4"], cut.Corridors);
        Assert.Equal(700, cut.Capacity);
    }

    [Fact]
    public void Depots_at_the_places_themselves_do_not_count() => Assert.Null(SupplyCut.Of(SmallResult.Scenario, "south", ["l7"]));

    [Fact]
    public void Without_a_way_there_is_no_cut()
    {
        Scenario parted = SmallResult.Scenario with { Corridors = [.. SmallResult.Scenario.Corridors.Where(c => c.To != "l7")] };
        Assert.Null(SupplyCut.Of(parted, "south", ["l4"]));
    }
}
