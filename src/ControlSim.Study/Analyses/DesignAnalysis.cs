using ControlSim.Study.Experiments;

namespace ControlSim.Study.Analyses;

/// <summary>The analyses that a design was made for, with the split of variance.</summary>
public static class DesignAnalysis
{
    /// <summary>Analyses by the kind of the design.</summary>
    /// <exception cref="AnalysisException">The data do not allow it.</exception>
    public static Analysis Of(AnalysisData data, AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(request);
        Analysis main = data.Design.Kind switch
        {
            DesignKind.Saltelli => SensitivityAnalyses.Sobol(data, request),
            DesignKind.Morris => SensitivityAnalyses.Morris(data, request),
            DesignKind.OneAtATime => SensitivityAnalyses.OneAtATime(data, request),
            _ => Analysis.Empty,
        };
        bool isSample = data.Design.Kind is not (DesignKind.Morris or DesignKind.OneAtATime);
        main = main.With(SensitivityAnalyses.Split(data, request));
        main = isSample ? main.With(ResponseAnalyses.Of(data, request)) : main;
        return isSample && request.Interest.Length > 0 ? main.With(Discover(data, request)) : main;
    }

    /// <summary>Among several analyses, discovery that finds nothing is a remark and no error.</summary>
    private static Analysis Discover(AnalysisData data, AnalysisRequest request)
    {
        try
        {
            return Discovery.Prim(data, request);
        }
        catch (AnalysisException e)
        {
            return Analysis.Empty with { Sentences = [e.Message] };
        }
    }
}
