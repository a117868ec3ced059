using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class SingleActionsTests
{
    [Theory]
    [InlineData(OrderVerb.Redeploy, false, true)]
    [InlineData(OrderVerb.Redeploy, true, false)]
    [InlineData(OrderVerb.Withdraw, true, true)]
    public void A_battle_can_be_left_by_withdrawal_but_nobody_is_redeployed_out_of_it(OrderVerb verb, bool battle, bool goes)
    {
        SmallWorld small = new SmallWorld().Faction("army").Faction("red").Hostile("army", "red")
            .Location("a", owner: "army").Location("b", owner: "army").Corridor("a", "b", 240).Unit("army", "a", 100)
            .Order("go", "army", verb, 1, ["a"], ["b"]);
        var (world, schedule, _) = (battle ? small.Unit("red", "a", 100) : small).Open();
        schedule.Tick();
        schedule.Tick();
        int unit = Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["army"]);
        Assert.Equal(goes, world.Units.Target[unit] == world.Order.LocationRow["b"] || world.Units.Corridor[unit] >= 0);
    }
}
