namespace ControlSim.Study.ResultFiles;

/// <summary>
/// A result folder while it is written: everything goes to a hidden folder beside it, which gets its name when it is
/// complete. Whoever finds the name finds all of it; disposed without <see cref="Complete"/> nothing is left.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    /// <summary>Folder for results without an explicit name, under the current one.</summary>
    public const string DefaultParent = "out";

    /// <summary>Last number tried for a free name; beyond it something is wrong.</summary>
    private const int LastNumber = 9999;

    private readonly bool takesFreeName;
    private readonly bool force;
    private readonly string? createdParent;
    private string path;
    private bool completed;

    private OutputFolder(string path, bool takesFreeName, bool force)
    {
        this.path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        this.takesFreeName = takesFreeName;
        this.force = force;
        string parent = Path.GetDirectoryName(this.path)
            ?? throw new OutputFolderException($"cannot create the output folder {path}: it is the root; name a folder in it with --out.");
        createdParent = FirstMissing(parent);
        TemporaryPath = CreateTemporary(parent, Path.GetFileName(this.path));
    }

    /// <summary>Where to write until it is complete.</summary>
    public string TemporaryPath { get; }

    /// <summary>A free folder <c>out/NAME</c>, <c>out/NAME-2</c>, … under the current folder.</summary>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static OutputFolder Free(string name, string parent = DefaultParent) => new(Path.Combine(parent, name), true, false);

    /// <summary>The folder that the user names.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="force">Replace it if it is a finished result of this program; nothing else is ever replaced.</param>
    /// <exception cref="OutputFolderException">It exists, or cannot be created.</exception>
    public static OutputFolder Explicit(string path, bool force)
    {
        Refuse(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), force);
        return new OutputFolder(path, false, force);
    }

    /// <summary>Gives the folder its name.</summary>
    /// <returns>The full path.</returns>
    /// <exception cref="OutputFolderException">Meanwhile somebody else took the name, or it cannot be renamed.</exception>
    public string Complete()
    {
        try
        {
            if (takesFreeName)
            {
                MoveToFreeName();
            }
            else
            {
                MoveToNamed();
            }
        }
        catch (Exception e) when (e is not OutputFolderException and (IOException or UnauthorizedAccessException))
        {
            throw new OutputFolderException($"cannot create the output folder {path}: {e.Message}", e);
        }

        completed = true;
        return path;
    }

    /// <summary>Removes what is not complete, and a parent folder that was made for it and is empty.</summary>
    public void Dispose()
    {
        if (completed)
        {
            return;
        }

        completed = true;
        try
        {
            Directory.Delete(TemporaryPath, recursive: true);
            for (string? parent = Path.GetDirectoryName(TemporaryPath);
                createdParent is not null && parent is not null && parent.StartsWith(createdParent, StringComparison.Ordinal);
                parent = Path.GetDirectoryName(parent))
            {
                Directory.Delete(parent);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run may have put its folder beside ours: then the parent stays.
        }
    }

    private static void Refuse(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new OutputFolderException($"cannot create the output folder {path}: a file has this name; choose another --out.");
        }

        if (!Directory.Exists(path))
        {
            return;
        }

        if (!force)
        {
            throw new OutputFolderException($"the output folder {path} exists; choose another --out, or add --force to replace it.");
        }

        if (!Manifest.IsIn(path))
        {
            throw new OutputFolderException(
                $"the output folder {path} exists and holds no finished result of this program, so --force does not replace it; "
                + "choose another --out, or remove it yourself.");
        }
    }

    private static string? FirstMissing(string parent)
    {
        string? missing = null;
        for (string? folder = parent; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing = folder;
        }

        return missing;
    }

    private static string CreateTemporary(string parent, string name)
    {
        try
        {
            string temporary = Unused(parent, name, "tmp");
            Directory.CreateDirectory(temporary);

            // Root may create a folder where it may not write a file (a read-only mount under it), so try one.
            string probe = Path.Combine(temporary, "probe");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return temporary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputFolderException($"cannot create the output folder {Path.Combine(parent, name)}: {e.Message}", e);
        }
    }

    private static string Unused(string parent, string name, string kind)
    {
        string stem = Path.Combine(parent, $".{name}.{kind}-{Environment.ProcessId}");
        string candidate = stem;
        for (int number = 2; Path.Exists(candidate); number++)
        {
            candidate = $"{stem}-{number}";
        }

        return candidate;
    }

    private void MoveToFreeName()
    {
        string wanted = path;
        for (int number = 2; number <= LastNumber; number++)
        {
            if (!Path.Exists(path))
            {
                try
                {
                    Directory.Move(TemporaryPath, path);
                    return;
                }
                catch (IOException) when (Path.Exists(path))
                {
                    // Another process was faster; the next number.
                }
            }

            path = $"{wanted}-{number}";
        }

        throw new OutputFolderException($"no free name up to {wanted}-{LastNumber}; name a folder with --out.");
    }

    private void MoveToNamed()
    {
        Refuse(path, force);
        if (!Directory.Exists(path))
        {
            Directory.Move(TemporaryPath, path);
            return;
        }

        string old = Unused(Path.GetDirectoryName(path)!, Path.GetFileName(path), "old");
        Directory.Move(path, old);
        try
        {
            Directory.Move(TemporaryPath, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Directory.Move(old, path);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }
}
