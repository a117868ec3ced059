namespace ControlSim.Study.ScenarioFiles;

/// <summary>A file as nodes; null after a problem.</summary>
/// <param name="Root">Its keys.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record ParsedFile(MapNode? Root, ProblemList Problems)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="contents">What the file holds, where it is no file (standard input); null to read it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ParsedFile Read(string path, string file, byte[]? contents)
    {
        ProblemList problems = new();
        string? text = FileText.Read(path, file, problems, contents);
        bool isJson = text is not null && Path.GetExtension(path) is ".geojson" or ".json";
        FileNode? root = text is null ? null : (isJson ? JsonTree.OfFile(text, file) : null) ?? YamlTree.OfFile(text, file, problems);
        if (root is not (null or MapNode))
        {
            problems.Error(root.Mark, "", $"keys with values are wanted here, not {root.Kind}; `controlsim schema` prints what a scenario holds");
        }

        return new ParsedFile(root as MapNode, problems);
    }
}
