using System.Globalization;

namespace ControlSim.Study.Figures;

/// <summary>Numbers and dates as people read them, in one culture everywhere.</summary>
public static class NumberText
{
    private static readonly string[] MonthNames =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly string[] LongMonthNames =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>Thousands separated by commas, at most this many decimals.</summary>
    public static string Of(double value, int decimals = 0)
    {
        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        if (rounded == 0) rounded = 0;
        string format = decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);
        return rounded.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>5 November 2017.</summary>
    public static string LongDate(DateOnly date) => $"{date.Day} {LongMonthNames[date.Month - 1]} {date.Year}";

    /// <summary>5 Nov 2017.</summary>
    public static string ShortDate(DateOnly date) => $"{date.Day} {Month(date.Month)} {date.Year}";

    /// <summary>Nov.</summary>
    public static string Month(int month) => MonthNames[month - 1];

    /// <summary>0.25 as 25 %.</summary>
    public static string Percent(double share) => Of(share * 100) + " %";
}
