using ControlSim.Processes;

namespace ControlSim.Scenarios;

/// <summary>The parameters of every process, in the order of the schedule.</summary>
public sealed record Parameters
{
    public required CommanderParameters Commander { get; init; }

    public required CommandParameters Command { get; init; }

    public required SupplyParameters Supply { get; init; }

    public required PostureParameters Posture { get; init; }

    public required MovementParameters Movement { get; init; }

    public required AirParameters Air { get; init; }

    public required CombatParameters Combat { get; init; }

    public required InterdictionParameters Interdiction { get; init; }

    public required AttackParameters Attacks { get; init; }

    public required BreakParameters Break { get; init; }

    public required ControlParameters Control { get; init; }

    public required SocietyParameters Society { get; init; }

    public required FinanceParameters Finance { get; init; }

    public required DesertionParameters Desertion { get; init; }

    public required RecruitmentParameters Recruitment { get; init; }

    public required DisplacementParameters Displacement { get; init; }
}
