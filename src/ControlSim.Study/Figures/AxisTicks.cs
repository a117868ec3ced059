namespace ControlSim.Study.Figures;

/// <summary>Ticks at round numbers: 1, 2 or 5 times a power of ten; decades; or whole months, weeks and days.</summary>
public static class AxisTicks
{
    /// <summary>Round numbers within [min, max].</summary>
    /// <param name="min">Lower end.</param>
    /// <param name="max">Upper end, above <paramref name="min"/>.</param>
    /// <param name="most">About how many ticks there may be, at least 2.</param>
    public static IReadOnlyList<Tick> Linear(double min, double max, int most)
    {
        double step = NiceStep((max - min) / most);
        int decimals = Decimals(step);
        var ticks = new List<Tick>();
        for (double k = Math.Ceiling((min / step) - 1e-9); k * step <= max + (step * 1e-9); k++)
        {
            ticks.Add(new Tick(k * step, NumberText.Of(k * step, decimals)));
        }

        return ticks;
    }

    /// <summary>The next of 1, 2, 5 × 10^n that is not below <paramref name="rough"/>; 1 for zero.</summary>
    public static double NiceStep(double rough)
    {
        if (!(rough > 0) || double.IsInfinity(rough)) return 1;
        double power = PowerOfTen((int)Math.Floor(Math.Log10(rough)));
        foreach (double m in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (m * power >= rough * (1 - 1e-9)) return m * power;
        }

        return 10 * power;
    }

    /// <summary>Decades within [min, max], with small marks at 2 to 9 where there are few decades.</summary>
    public static IReadOnlyList<Tick> Log(double min, double max)
    {
        int low = (int)Math.Floor(Math.Log10(min) + 1e-9);
        int high = (int)Math.Ceiling(Math.Log10(max) - 1e-9);
        int every = Math.Max(1, (high - low + 7) / 8);
        var ticks = new List<Tick>();
        for (int n = low; n <= high; n++)
        {
            double power = PowerOfTen(n);
            Add(ticks, min, max, power, (n - low) % every == 0 ? NumberText.Of(power, Math.Max(0, -n)) : "");
            for (int m = 2; m <= 9 && high - low <= 4; m++) Add(ticks, min, max, m * power, "");
        }

        return ticks;
    }

    /// <summary>
    /// First days of months (of every 1, 2, 3 or 6 months, of years) within [min, max] as day numbers, weeks or days on short spans.
    /// The year is written at the first tick and where it changes.
    /// </summary>
    public static IReadOnlyList<Tick> Date(double min, double max, int most)
    {
        DateOnly first = DateOnly.FromDayNumber((int)Math.Ceiling(min));
        DateOnly last = DateOnly.FromDayNumber((int)Math.Floor(max));
        return last.DayNumber - first.DayNumber >= 50 ? Months(first, last, most) : Days(first, last, most);
    }

    private static List<Tick> Months(DateOnly first, DateOnly last, int most)
    {
        int months = ((last.Year - first.Year) * 12) + last.Month - first.Month + 1;
        int every = Array.Find([1, 2, 3, 6, 12, 24, 60, 120], e => (months + e - 1) / e <= most);
        if (every == 0) every = 240;
        var ticks = new List<Tick>();
        var at = new DateOnly(first.Year, 1, 1);
        if (every > 12) at = new DateOnly(Math.Max(1, first.Year - (first.Year % (every / 12))), 1, 1);
        for (; at <= last; at = at.AddMonths(every))
        {
            if (at < first) continue;
            bool newYear = ticks.Count == 0 || at.Year != DateOnly.FromDayNumber((int)ticks[^1].Value).Year;
            string text = every >= 12 ? $"{at.Year}" : NumberText.Month(at.Month) + (newYear ? $" {at.Year}" : "");
            ticks.Add(new Tick(at.DayNumber, text));
        }

        // A small mark at the middle of each month on short spans.
        for (at = new DateOnly(first.Year, first.Month, 15); every == 1 && months <= 8 && at <= last; at = at.AddMonths(1))
        {
            if (at >= first) ticks.Add(new Tick(at.DayNumber, ""));
        }

        return ticks;
    }

    private static List<Tick> Days(DateOnly first, DateOnly last, int most)
    {
        int days = last.DayNumber - first.DayNumber;
        int every = Array.Find([1, 2, 7, 14, 28], e => days / e < most);
        if (every == 0) every = 28;
        // Weeks begin on Monday; day number 0 (1 January of year 1) is a Monday.
        int at = every >= 7 ? (first.DayNumber + 6) / 7 * 7 : first.DayNumber;
        var ticks = new List<Tick>();
        for (; at <= last.DayNumber; at += every)
        {
            DateOnly date = DateOnly.FromDayNumber(at);
            ticks.Add(new Tick(at, ticks.Count == 0 ? NumberText.ShortDate(date) : $"{date.Day} {NumberText.Month(date.Month)}"));
        }

        return ticks;
    }

    private static void Add(List<Tick> ticks, double min, double max, double value, string text)
    {
        if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) ticks.Add(new Tick(value, text));
    }

    private static int Decimals(double step)
    {
        int decimals = 0;
        while (decimals < 9 && Math.Abs(step - Math.Round(step, decimals)) > step * 1e-6) decimals++;
        return decimals;
    }

    // By whole multiplication and division: Math.Pow may differ in the last bit between machines.
    private static double PowerOfTen(int n)
    {
        double power = 1;
        for (int i = 0; i < Math.Abs(n); i++) power *= 10;
        return n < 0 ? 1 / power : power;
    }
}
