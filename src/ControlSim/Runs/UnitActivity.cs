namespace ControlSim.Runs;

/// <summary>How many units did something in a tick.</summary>
/// <param name="Alive">Have fighters.</param>
/// <param name="Fight">Stand massed where hostile units are massed.</param>
/// <param name="Move">Are on the march.</param>
/// <param name="Switch">Have another posture than the day before.</param>
/// <param name="Gain">Have more fighters than the day before.</param>
/// <param name="Lose">Have fewer fighters than the day before.</param>
public readonly record struct UnitActivity(double Alive, double Fight, double Move, double Switch, double Gain, double Lose)
{
    public static UnitActivity operator +(UnitActivity a, UnitActivity b) => new(
        a.Alive + b.Alive, a.Fight + b.Fight, a.Move + b.Move, a.Switch + b.Switch, a.Gain + b.Gain, a.Lose + b.Lose);

    public static UnitActivity operator /(UnitActivity a, double by) =>
        new(a.Alive / by, a.Fight / by, a.Move / by, a.Switch / by, a.Gain / by, a.Lose / by);

    /// <summary>Sum of two counts.</summary>
    public static UnitActivity Add(UnitActivity a, UnitActivity b) => a + b;

    /// <summary>Counts divided by a number.</summary>
    public static UnitActivity Divide(UnitActivity a, double by) => a / by;
}
