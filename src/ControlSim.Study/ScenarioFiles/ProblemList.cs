using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Collects the problems of one read. A problem said twice counts once.</summary>
internal sealed class ProblemList
{
    /// <summary>Problems kept: beyond this number nobody reads on, and a hostile file could fill the memory with them.</summary>
    public const int Most = 1000;

    private readonly HashSet<Problem> problems = [];

    public bool HasErrors { get; private set; }

    /// <summary>No further problem is kept.</summary>
    public bool IsFull { get; private set; }

    public void Error(FileMark mark, string path, string text) => Add(mark, path, text, isWarning: false);

    public void Warning(FileMark mark, string path, string text) => Add(mark, path, text, isWarning: true);

    public void Add(Problem problem)
    {
        HasErrors |= !problem.IsWarning;
        if (problems.Count < Most)
        {
            problems.Add(problem);
        }
        else
        {
            IsFull = true;
        }
    }

    /// <summary>Takes over what another list holds.</summary>
    public void AddAll(ProblemList other)
    {
        foreach (Problem problem in other.problems)
        {
            Add(problem);
        }

        IsFull |= other.IsFull;
    }

    /// <summary>Is there an error under one of these sections? Checks that need whole sections wait until they are sound.</summary>
    public bool HasErrorsIn(params ReadOnlySpan<string> sections)
    {
        foreach (Problem problem in problems)
        {
            string section = problem.Path.Split('.')[0];
            if (!problem.IsWarning && (section.Length == 0 || sections.Contains(section)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is there an error at a path or below it?</summary>
    public bool HasErrorsAt(string path) => problems.Any(p => !p.IsWarning
        && p.Path.StartsWith(path, StringComparison.Ordinal) && (p.Path.Length == path.Length || p.Path[path.Length] is '.' or '['));

    public bool Contains(Problem problem) => problems.Contains(problem);

    /// <summary>All problems in order of file, line and column.</summary>
    public ImmutableArray<Problem> ToSorted()
    {
        List<Problem> sorted = [.. problems
            .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)
            .ThenBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Text, StringComparer.Ordinal)];
        if (IsFull)
        {
            sorted.Add(new Problem(sorted[^1].File, 0, 0, "", $"more than {Most} problems: the rest is not shown", IsWarning: false));
        }

        return [.. sorted];
    }

    private void Add(FileMark mark, string path, string text, bool isWarning) =>
        Add(new Problem(mark.File, mark.Line, mark.Column, path, text, isWarning));
}
