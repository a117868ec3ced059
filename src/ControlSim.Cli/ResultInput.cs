using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>Reading a result folder for a command.</summary>
internal static class ResultInput
{
    /// <summary>Reads.</summary>
    /// <exception cref="InputException">There is no such folder, or it is no finished result.</exception>
    /// <exception cref="DataException">A file in it is not what it should be.</exception>
    public static ResultData Read(string folder)
    {
        try
        {
            return ResultFolderReader.Read(folder);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(e.Message, e);
        }
        catch (FormatException e)
        {
            throw new DataException(e.Message, e);
        }
    }
}
