using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>What came of reading a study file.</summary>
/// <param name="Study">The study; null if there is an error.</param>
/// <param name="Problems">Every error and warning, those of its scenario too.</param>
public sealed record StudyReading(StudyPlan? Study, ImmutableArray<Problem> Problems);
