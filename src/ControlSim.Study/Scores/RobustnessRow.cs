namespace ControlSim.Study.Scores;

/// <summary>A score with one parameter a little different.</summary>
/// <param name="Parameter">Path of the parameter; empty for the scenario as it is.</param>
/// <param name="Factor">What its value is multiplied by: 0.9, 1.1, or 1.</param>
/// <param name="Value">Its value then; of an uncertain one the median.</param>
/// <param name="IsInert">The runs are the same to the last bit: the parameter has no say in this scenario.</param>
/// <param name="Brier">Half-Brier score.</param>
/// <param name="SkillBest">Skill over the best of persistence, hazard and front.</param>
/// <param name="SkillScript">Skill over script-only.</param>
public sealed record RobustnessRow(
    string Parameter, double Factor, double Value, bool IsInert, double Brier, double SkillBest, double SkillScript);
