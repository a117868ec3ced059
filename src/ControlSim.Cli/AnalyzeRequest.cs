using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>What <c>analyze</c> is asked for.</summary>
internal sealed record AnalyzeRequest(
    string? Folder,
    string Method,
    string? Design,
    string? Responses,
    string? Observed,
    ImmutableArray<string> Outcomes,
    bool Spread,
    string? Interest,
    double? Density,
    Bootstrap Bootstrap,
    string? Out);
