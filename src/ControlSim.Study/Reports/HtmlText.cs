using System.Text;

namespace ControlSim.Study.Reports;

/// <summary>Collects HTML; texts are escaped unless they are said to be markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>A text for HTML and for attributes in double quotes.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Markup as it is, and a line end.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <summary>An element with a text.</summary>
    /// <param name="tag">Element, with attributes if need be: <c>p class="lead"</c>.</param>
    /// <param name="text">Its text.</param>
    public HtmlText Element(string tag, string text)
    {
        int blank = tag.IndexOf(' ', StringComparison.Ordinal);
        _text.Append('<').Append(tag).Append('>').Append(Escape(text)).Append("</").Append(blank < 0 ? tag : tag[..blank]).Append(">\n");
        return this;
    }

    /// <summary>Paragraphs; an empty line in the text begins the next.</summary>
    public HtmlText Paragraphs(string text)
    {
        foreach (string part in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Element("p", part.Replace('\n', ' '));
        }

        return this;
    }

    /// <summary>A table that scrolls sideways where it is wider than the page.</summary>
    /// <param name="caption">What it says; read out by screen readers, and seen.</param>
    /// <param name="header">Headers; one that begins with '&gt;' belongs to a column of numbers.</param>
    /// <param name="rows">Cells; the first of a row names it.</param>
    public HtmlText Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        _text.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(Escape(caption)).Append("\"><table><caption>")
            .Append(Escape(caption)).Append("</caption><thead><tr>");
        foreach (string name in header) Cell("th scope=\"col\"", name.TrimStart('>'), name.StartsWith('>'));
        _text.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            _text.Append("<tr>");
            for (int i = 0; i < row.Count; i++) Cell(i == 0 ? "th scope=\"row\"" : "td", row[i], header[i].StartsWith('>'));
            _text.Append("</tr>\n");
        }

        _text.Append("</tbody></table></div>\n");
        return this;
    }

    private void Cell(string tag, string text, bool number) =>
        _text.Append('<').Append(tag).Append(number ? " class=\"number\">" : ">").Append(Escape(text)).Append("</").Append(tag.AsSpan(0, 2)).Append('>');
}
