using ControlSim.Study.Figures;

namespace ControlSim.Tests.Figures;

public sealed class TextMetricsTests
{
    [Fact]
    public void Widths_are_those_of_DejaVu_Sans()
    {
        Assert.Equal(13.68, TextMetrics.Width("AA", 10), 6);
        Assert.Equal(15.48, TextMetrics.Width("AA", 10, bold: true), 6);
    }

    [Fact]
    public void A_text_that_is_too_wide_is_cut_to_fit()
    {
        string cut = TextMetrics.Fit("A rather long title", 60, 10);
        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.True(TextMetrics.Width(cut, 10) <= 60);
        Assert.Equal("short", TextMetrics.Fit("short", 60, 10));
    }

    [Fact]
    public void Wrapped_lines_keep_all_words_and_the_width()
    {
        const string text = "strong colour means held in nearly all of the runs";
        IReadOnlyList<string> lines = TextMetrics.Wrap(text, 100, 10);
        Assert.Equal(text, string.Join(' ', lines));
        Assert.All(lines, l => Assert.True(TextMetrics.Width(l, 10) <= 100));
    }
}
