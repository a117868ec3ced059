using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>Pictures out of SVG by programs of the system: rsvg-convert and ffmpeg. Where one is missing, the message names its package.</summary>
internal static class ImageTools
{
    private const string Rsvg = "rsvg-convert";
    private const string Ffmpeg = "ffmpeg";

    /// <summary>Days a second in an animation.</summary>
    private const int FramesPerSecond = 10;

    /// <summary>Writes a PNG.</summary>
    /// <param name="file">The file; replaced if it exists.</param>
    /// <param name="svg">The picture.</param>
    /// <param name="width">Width, px.</param>
    /// <exception cref="OutputFolderException">The program is missing, or the file cannot be created.</exception>
    public static void Png(string file, string svg, int width) => InTemporary(file, ".png", temporary => Draw(svg, temporary, width));

    /// <summary>Writes a .gif or .mp4, one picture a figure.</summary>
    /// <param name="file">The file; replaced if it exists.</param>
    /// <param name="frames">The figures, made one after another.</param>
    /// <param name="width">Width, px; made even.</param>
    /// <param name="terminal">Shows the progress.</param>
    /// <param name="cancellation">Stops between two pictures.</param>
    /// <exception cref="OutputFolderException">A program is missing, or the file cannot be created.</exception>
    public static void Animate(string file, IReadOnlyList<Func<Figure>> frames, int width, Terminal terminal, CancellationToken cancellation)
    {
        Run(Ffmpeg, ["-version"], "");
        string folder = Directory.CreateTempSubdirectory("controlsim-").FullName;
        try
        {
            terminal.WithProgress("frames", frames.Count, progress =>
            {
                int done = 0;
                Parallel.For(0, frames.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, i =>
                {
                    Draw(SvgWriter.Write(frames[i]()), Path.Combine(folder, i.ToString("d4", CultureInfo.InvariantCulture) + ".png"), width - (width % 2));
                    progress?.Report(Interlocked.Increment(ref done));
                });
                return done;
            });
            string[] input = ["-v", "error", "-y", "-framerate", FramesPerSecond.ToString(CultureInfo.InvariantCulture), "-i", Path.Combine(folder, "%04d.png")];
            string[] exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"];
            bool gif = Path.GetExtension(file) == ".gif";
            // An odd height is cut by one line: yuv420p has half the resolution for colour.
            string[] coding = gif
                ? ["-filter_complex", "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none", "-loop", "0"]
                : ["-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "20", "-threads", "1"];
            InTemporary(file, Path.GetExtension(file), temporary => Run(Ffmpeg, [.. input, .. coding, .. exact, temporary], ""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Draw(string svg, string png, int width) =>
        Run(Rsvg, ["--format", "png", "--width", width.ToString(CultureInfo.InvariantCulture), "--keep-aspect-ratio", "--output", png], svg);

    private static void InTemporary(string file, string extension, Action<string> write)
    {
        string temporary = $"{file}.{Environment.ProcessId}{extension}";
        try
        {
            write(temporary);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputFolderException($"cannot create {file}: {e.Message}", e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    private static void Run(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            _ = output.Result;
            if (process.ExitCode != 0) throw new OutputFolderException($"{program} failed: {error.Result.Trim()}");
        }
        catch (Win32Exception e)
        {
            string package = program == Rsvg ? "librsvg2-bin" : Ffmpeg;
            throw new OutputFolderException($"{program} is not installed; on Debian and Ubuntu: apt-get install {package}. An .svg needs no program.", e);
        }
    }
}
