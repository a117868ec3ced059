using System.Reflection;
using ControlSim.Study.Figures;

namespace ControlSim.Study.Reports;

/// <summary>
/// Head and foot of a page that needs nothing beside it: it loads nothing from anywhere and says so to the browser.
/// </summary>
internal static class PageFrame
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    /// <summary>Up to the opening of the main part.</summary>
    /// <param name="html">The page.</param>
    /// <param name="title">Title.</param>
    /// <param name="lead">The line below it.</param>
    /// <param name="skip">Id of the part that a keyboard user may jump to.</param>
    /// <param name="skipText">Text of that link.</param>
    public static void Open(HtmlText html, string title, string lead, string skip, string skipText) => html
        .Raw("<!DOCTYPE html>").Raw("<html lang=\"en\">").Raw("<head>").Raw("<meta charset=\"utf-8\">")
        .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .Raw("<link rel=\"icon\" href=\"data:,\">")
        .Element("title", title)
        .Raw("<style>").Raw(Resource("report.css")).Raw("</style>").Raw("</head>").Raw("<body>")
        .Raw($"<a class=\"skip\" href=\"#{skip}\">{skipText}</a>")
        .Raw("<header>")
        .Raw("<button type=\"button\" id=\"theme\" class=\"quiet\" aria-pressed=\"false\">Dark page</button>")
        .Element("h1", title)
        .Element("p class=\"lead\"", lead)
        .Raw($"<p class=\"badge\">{Figure.Disclaimer}</p>")
        .Raw("</header>").Raw("<main>");

    /// <summary>A command with a button that copies it.</summary>
    public static void Command(HtmlText html, IEnumerable<string> arguments) => html
        .Raw("<div class=\"command\"><pre tabindex=\"0\"><code>" + HtmlText.Escape(ShellText.Command(arguments)) + "</code></pre>"
            + "<button type=\"button\" class=\"copy\">Copy</button></div>");

    /// <summary>The foot with the scripts; <c>page.js</c> stands on every page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="data">What scripts read, JSON; empty for none.</param>
    /// <param name="scripts">Names of further scripts.</param>
    public static void Close(HtmlText html, string data, params ReadOnlySpan<string> scripts)
    {
        html.Raw("</main>").Raw($"<footer><p><strong>{Figure.Disclaimer}.</strong> Made by ControlSim; this file loads nothing from any network.</p></footer>");
        if (data.Length > 0) html.Raw($"<script type=\"application/json\" id=\"data\">{data}</script>");
        html.Raw("<script>").Raw(Resource("page.js")).Raw("</script>");
        foreach (string script in scripts) html.Raw("<script>").Raw(Resource(script)).Raw("</script>");
        html.Raw("</body>").Raw("</html>");
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ControlSim.Study.Reports.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
