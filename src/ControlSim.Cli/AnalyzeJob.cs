using System.Collections.Immutable;
using ControlSim.Study.Analyses;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary>The work of <c>analyze</c>.</summary>
internal static class AnalyzeJob
{
    public static int Do(AnalyzeRequest request, Terminal terminal) => StandardTable.With(
        [request.Design, request.Responses, request.Observed], terminal,
        files => Read(request with { Design = files[0], Responses = files[1], Observed = files[2] }, terminal));

    private static int Read(AnalyzeRequest request, Terminal terminal)
    {
        try
        {
            if (request.Method == "crps")
            {
                Write(Scores(request), request, null, terminal);
                return ExitCode.Done;
            }

            (AnalysisData data, string title, string interest) = Data(request);
            string? unknown = request.Outcomes.FirstOrDefault(id => data.Outcomes.All(o => o.Id != id));
            if (unknown is not null)
            {
                throw new UsageException($"--outcome {unknown}: there is no such outcome; there are {string.Join(", ", data.Outcomes.Select(o => o.Id))}");
            }

            var how = new AnalysisRequest
            {
                Title = title,
                Outcomes = request.Outcomes,
                Spread = request.Spread,
                Interest = request.Interest ?? interest,
                Density = request.Density,
                Bootstrap = request.Bootstrap,
            };
            Analysis found = Of(request.Method, data, how);
            Write(found, request, request.Folder is null ? null : Path.Combine(request.Folder, "analysis"), terminal);
            return ExitCode.Done;
        }
        catch (AnalysisException e)
        {
            throw new DataException(e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(e.Message, e);
        }
    }

    private static (AnalysisData Data, string Title, string Interest) Data(AnalyzeRequest request)
    {
        if (request.Folder is not null && request.Design is null && request.Responses is null)
        {
            using var folder = SweepFolder.Open(request.Folder, isExclusive: false);
            return (AnalysisFiles.OfSweep(folder), folder.Record.Title, folder.Record.Interest);
        }

        if (request.Folder is not null || request.Design is null || request.Responses is null)
        {
            throw new UsageException("analyze the folder of a sweep, or give both --design and --responses.");
        }

        return (AnalysisFiles.WithResponses(AnalysisFiles.Design(request.Design), request.Responses), Path.GetFileNameWithoutExtension(request.Responses), "");
    }

    private static Analysis Of(string method, AnalysisData data, AnalysisRequest request) => method switch
    {
        "sobol" => SensitivityAnalyses.Sobol(data, request),
        "morris" => SensitivityAnalyses.Morris(data, request),
        "tornado" => SensitivityAnalyses.OneAtATime(data, request),
        "variance" => SensitivityAnalyses.Split(data, request),
        "prim" => Discovery.Prim(data, request),
        "response" => ResponseAnalyses.Of(data, request),
        _ => DesignAnalysis.Of(data, request),
    };

    private static Analysis Scores(AnalyzeRequest request)
    {
        if (request.Responses is null || request.Observed is null)
        {
            throw new UsageException("crps wants --responses (the members) and --observed.");
        }

        ImmutableArray<(string Row, double[] Members, double Observed)> cases = AnalysisFiles.Ensembles(request.Responses, request.Observed);
        object[][] rows = [.. cases.Select(c => (object[])[c.Row, c.Members.Length, c.Observed, Crps.Of(c.Members, c.Observed), Crps.FairOf(c.Members, c.Observed)])];
        double mean = rows.Length == 0 ? double.NaN : rows.Sum(r => (double)r[3]) / rows.Length;
        return new Analysis(
            [new AnalysisTable("crps", ["row", "members", "observed", "crps", "fair_crps"], [.. rows])],
            [$"mean CRPS {AnalysisTable.Text(mean)} over {rows.Length} cases"],
            []);
    }

    private static void Write(Analysis found, AnalyzeRequest request, string? defaultFolder, Terminal terminal)
    {
        bool first = true;
        foreach (AnalysisTable table in found.Tables)
        {
            terminal.Out.Write(first ? "" : "\n");
            first = false;
            var text = new TextTable([.. table.Columns.Select((c, i) => table.Rows.Length > 0 && table.Rows[0][i] is string ? c : $">{c}")]);
            foreach (object[] row in table.Rows)
            {
                text.Add([.. row.Select(AnalysisTable.Text)]);
            }

            terminal.Write(text);
        }

        foreach (string sentence in found.Sentences)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(sentence);
        }

        if ((request.Out ?? defaultFolder) is string folder)
        {
            Directory.CreateDirectory(folder);
            found.Tables.ToList().ForEach(t => OutputFile.Write(Path.Combine(folder, $"{t.Name}.csv"), t.ToCsv()));
            found.Figures.ToList().ForEach(f => OutputFile.Write(Path.Combine(folder, $"{f.Name}.svg"), SvgWriter.Write(f.Figure)));
            if (!found.Sentences.IsEmpty)
            {
                OutputFile.Write(Path.Combine(folder, "findings.txt"), string.Join('\n', found.Sentences) + "\n");
            }

            terminal.Error.WriteLine($"{found.Tables.Length} tables and {found.Figures.Length} figures in {folder}");
        }
    }
}
