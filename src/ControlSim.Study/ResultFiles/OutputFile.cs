using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>One file that the user names: written beside its place and renamed, so that half a file never has the name.</summary>
public static class OutputFile
{
    /// <summary>Makes a folder for files, unless it exists.</summary>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputFolderException($"cannot create {folder}: {e.Message}", e);
        }
    }

    /// <summary>Writes it; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes it; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its bytes.</param>
    /// <exception cref="OutputFolderException">It cannot be created.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw new OutputFolderException($"cannot create {path}: {e.Message}", e);
        }
    }
}
