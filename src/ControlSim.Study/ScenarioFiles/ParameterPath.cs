using System.Collections.Immutable;
using System.Reflection;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Parameters of processes by their path in a scenario file: <c>parameters.combat.attrition</c>.</summary>
public static class ParameterPath
{
    /// <summary>What every path begins with.</summary>
    public const string Prefix = "parameters.";

    private static readonly ImmutableSortedDictionary<string, (string Process, string Parameter)> Names =
        typeof(Parameters).GetProperties()
            .SelectMany(process => process.PropertyType.GetProperties()
                .Where(p => p.GetCustomAttribute<ParameterAttribute>() is not null)
                .Select(p => (process.Name, p.Name)))
            .ToImmutableSortedDictionary(n => Of(n.Item1, n.Item2), n => n, StringComparer.Ordinal);

    /// <summary>Every path, sorted.</summary>
    public static IEnumerable<string> All => Names.Keys;

    /// <summary>Path of an uncertain parameter.</summary>
    public static string Of(UncertainParameter uncertain) => Of(uncertain.Process, uncertain.Parameter);

    /// <summary>Path of a parameter by the names of its records.</summary>
    public static string Of(string process, string parameter) => $"{Prefix}{Wording.Snake(process)}.{Wording.Snake(parameter)}";

    /// <summary>Is there a parameter of this path?</summary>
    public static bool Exists(string path) => Names.ContainsKey(path);

    /// <summary>Names in the records of the parameter that a path names.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static (string Process, string Parameter) NamesOf(string path) =>
        Names.TryGetValue(path, out var names) ? names : throw new ArgumentException($"There is no parameter {path}.", nameof(path));
}
