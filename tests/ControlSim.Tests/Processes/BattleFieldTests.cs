using ControlSim.Processes;

namespace ControlSim.Tests.Processes;

/// <summary>The closed forms of combat, in days of the model's own exchange. Values: MODEL.md of the project, section on combat.</summary>
public sealed class BattleFieldTests
{
    [Fact]
    public void Square_law_reaches_the_closed_form_after_ten_days()
    {
        var (x, y) = After(10, 0.01, new Group(1000, 1, 1, 0), new Group(800, 1, 1, 0));
        Near(924.870768, x);
        Near(703.836584, y);
    }

    [Fact]
    public void Square_law_ends_at_the_closed_form_with_the_survivors_it_says()
    {
        var (day, survivors) = ToTheEnd(0.01, new Group(1000, 1, 1, 0), new Group(800, 1, 1, 0));
        Assert.Equal(110, day);
        Assert.Equal(600, survivors, 600 * 1e-6);
        (day, survivors) = ToTheEnd(1, new Group(600, 0.03, 1, 0), new Group(900, 0.01, 1, 0));
        Assert.Equal(77, day);
        Assert.Equal(300, survivors, 300 * 1e-6);
    }

    /// <summary>
    /// T of the closed form to 1e-5: with the rate scaled so that T falls on the end of day 1000, the loser is gone then, and
    /// is not gone 0.01 % earlier. Left over is less than the losses in 1e-5 T.
    /// </summary>
    [Theory]
    [InlineData(1000, 800, 1, 0.01, 109.861229, 600)]
    [InlineData(600, 900, 3, 0.01, 76.034600, 300)]
    public void Square_law_ends_at_the_time_of_the_closed_form(double x0, double y0, double weightOfX, double k, double end, double left)
    {
        const int days = 1000;
        var (x, y) = After(days, k * end / days, new Group(x0, weightOfX, 1, 0), new Group(y0, 1, 1, 0));
        Assert.Equal(left, x, 1e-5 * left);
        double lossesInT = k * weightOfX * left * end;
        Assert.InRange(y, 0, 1e-5 * lossesInT);
        (_, y) = After(days, k * 0.9999 * end / days, new Group(x0, weightOfX, 1, 0), new Group(y0, 1, 1, 0));
        Assert.InRange(y, 0.9e-4 * lossesInT, 1.1e-4 * lossesInT);
    }

    [Fact]
    public void Deitchman_ends_at_the_time_and_the_level_of_the_closed_form()
    {
        const double hiding = 1e10, k = 1e-5 * hiding, end = 120.919958;
        double scale = end / 1000;
        var (g, b) = After(1000, k * scale, new Group(100, 0.05 / k, 0, hiding), new Group(500, 1, 1, 0));
        Assert.Equal(75, g, 1e-4);
        Assert.InRange(b, 0, 1e-5 * 0.05 * 75 * end);

        // K > 0: the guerrillas are worn down and the government is left with m = 447.2136.
        var (left, gone) = After(20_000, k, new Group(1000, 1, 1, 0), new Group(80, 0.05 / k, 0, hiding));
        Assert.Equal(447.2136, left, 1e-3);
        Assert.InRange(gone, 0, 1e-6);
    }

    [Fact]
    public void Square_law_is_scale_invariant()
    {
        var (x, y) = After(40, 0.01, new Group(1000, 1, 1, 0), new Group(800, 1, 1, 0));
        var (x2, y2) = After(40, 0.01, new Group(2000, 1, 1, 0), new Group(1600, 1, 1, 0));
        Near(2 * x, x2);
        Near(2 * y, y2);
    }

    [Fact]
    public void Linear_law_reaches_the_closed_form()
    {
        // Area fire both ways: with mu = 0 and H >> n the rate is k n/H; k/H = 1e-5.
        const double hiding = 1e11;
        var (x, y) = After(100, 1e-5 * hiding, new Group(1000, 1, 0, hiding), new Group(800, 1, 0, hiding));
        Near(579.684273, x);
        Near(379.684273, y);
    }

    [Theory]
    [InlineData(1000, 80, 612.739773, 17.545003)]
    [InlineData(1000, 100, 500, 25)]
    public void Deitchman_reaches_the_closed_form(double government, double guerrillas, double expectedB, double expectedG)
    {
        // Guerrillas fire aimed at g = 0.05, the government over an area at c = k/H = 1e-5.
        const double hiding = 1e10, k = 1e-5 * hiding;
        var (b, g) = After(200, k, new Group(government, 1, 1, 0), new Group(guerrillas, 0.05 / k, 0, hiding));
        Near(expectedB, b);
        Near(expectedG, g);
    }

    [Fact]
    public void Deitchman_guerrillas_win_when_and_with_what_the_closed_form_says()
    {
        const double hiding = 1e10, k = 1e-5 * hiding;
        var (day, left) = ToTheEnd(k, new Group(100, 0.05 / k, 0, hiding), new Group(500, 1, 1, 0));
        Assert.Equal(121, day);
        Assert.Equal(75, left, 75 * 1e-6);
    }

    /// <summary>
    /// Helmbold's invariant b x^(2w) - a y^(2w), a the rate of y on x: held over 60 days to 1e-6 of its first term. At w = 0.5 it is
    /// the linear law's, at 1 the square law's.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.75)]
    [InlineData(0.5)]
    [InlineData(0.25)]
    public void Helmbolds_invariant_is_kept(double w)
    {
        const double k = 0.01, weightOfX = 1.5, x0 = 1000, y0 = 900;
        double Invariant(double x, double y) => (weightOfX * Math.Pow(x, 2 * w)) - Math.Pow(y, 2 * w);
        double x = x0, y = y0;
        for (int day = 0; day < 60; day++)
        {
            (x, y) = Day(k, new Group(x, weightOfX, 1, 0), new Group(y, 1, 1, 0), w);
            Assert.Equal(Invariant(x0, y0), Invariant(x, y), 1e-6 * weightOfX * Math.Pow(x0, 2 * w));
        }

        Assert.True(x < 0.9 * x0 && y < 0.7 * y0);
    }

    /// <summary>At w = 0 each side decays by itself: the logarithmic law.</summary>
    [Fact]
    public void Without_a_weight_of_the_enemy_each_side_decays_by_itself()
    {
        double x = 1000, y = 700;
        for (int day = 0; day < 50; day++)
        {
            (x, y) = Day(0.01, new Group(x, 2, 1, 0), new Group(y, 1, 1, 0), 0);
        }

        Near(1000 * Math.Exp(-0.01 * 50), x);
        Near(700 * Math.Exp(-0.02 * 50), y);
    }

    /// <summary>Cutting a side in two must not change what the ratio of the sides is.</summary>
    [Fact]
    public void Helmbolds_ratio_is_that_of_the_sides_and_not_of_their_parts()
    {
        var field = new BattleField(3, 0.5);
        field.Add(0, 600, 1, 1, 0);
        field.Add(1, 400, 1, 1, 0);
        field.Add(2, 800, 1, 1, 0);
        for (int part = 0; part < 2; part++)
        {
            field.SetIntensity(part, 2, 1);
            field.SetIntensity(2, part, 1);
        }

        field.Exchange(0.01);
        (double x, double y) = Day(0.01, new Group(1000, 1, 1, 0), new Group(800, 1, 1, 0), 0.5);
        Near(1000 - x, field.Loss(0) + field.Loss(1));
        Near(800 - y, field.Loss(2));
    }

    /// <summary>
    /// Salvos (Hughes 1995): each side loses max(0, hits aimed at it - hits it wards off) / hits that one of it can take. Of 6 against
    /// 4 that fire 2 each, ward off 1 and take 2, five and none are left. Without defence, salvos that become small and many
    /// are the square law: another way to the same numbers than the exchange's own.
    /// </summary>
    [Fact]
    public void Small_salvos_without_defence_are_the_exchange()
    {
        Assert.Equal((5, 0), Salvo(6, 4, fire: 2, defence: 1, staying: 2));
        double coarse = Error(10), fine = Error(100), finest = Error(1000);
        Assert.True(fine < 0.11 * coarse && finest < 0.11 * fine, $"{coarse} {fine} {finest}");
        Assert.Equal(924.870768, Fight(1000).A, 0.02);

        double Error(int salvosADay) => Math.Abs(Fight(salvosADay).A - After(10, 0.01, new Group(1000, 1, 1, 0), new Group(800, 1, 1, 0)).First);

        static (double A, double B) Fight(int salvosADay)
        {
            (double a, double b) = (1000, 800);
            for (int i = 0; i < 10 * salvosADay; i++)
            {
                (a, b) = Salvo(a, b, 0.01 / salvosADay, 0, 1);
            }

            return (a, b);
        }

        static (double A, double B) Salvo(double a, double b, double fire, double defence, double staying) => (
            Math.Max(0, a - (Math.Max(0, (fire * b) - (defence * a)) / staying)),
            Math.Max(0, b - (Math.Max(0, (fire * a) - (defence * b)) / staying)));
    }

    [Fact]
    public void Half_steps_change_nothing_to_speak_of()
    {
        // A tenth is lost in the day either way: once just under the limit of the coarse step, once just above.
        var coarse = After(1, 0.0999, new Group(1000, 1, 1, 0), new Group(1000, 1, 1, 0));
        var fine = After(1, 0.1250, new Group(1000, 1, 1, 0), new Group(1000, 1, 1, 0));
        Near(1000 * Math.Exp(-0.0999), coarse.First);
        Near(1000 * Math.Exp(-0.1250), fine.First);
    }

    [Fact]
    public void Three_equal_hostile_sides_stay_equal()
    {
        var field = new BattleField(3);
        for (int i = 0; i < 3; i++)
        {
            field.Add(i, 500, 0.8, 0.6, 300);
        }

        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                field.SetIntensity(a, b, a == b ? 0 : 1);
            }
        }

        field.Exchange(0.02);
        Assert.True(field.Loss(0) > 0);
        Assert.Equal(field.Loss(0), field.Loss(1));
        Assert.Equal(field.Loss(0), field.Loss(2));
    }

    /// <summary>Hits and misses share the fire as d and 1 - d = (1 - mu) H/(n + H).</summary>
    [Fact]
    public void Fire_that_finds_nobody_is_what_the_hits_leave()
    {
        const double k = 1e-6, mu = 0.05, n = 500, hiding = 7000, enemy = 1000;
        var field = new BattleField(2);
        field.Add(0, n, 1, mu, hiding);
        field.Add(1, enemy, 1, 1, 0);
        field.SetIntensity(0, 1, 1);
        field.SetIntensity(1, 0, 1);
        field.Exchange(k);
        double fire = k * enemy;
        Near(fire * (mu + ((1 - mu) * n / (n + hiding))), field.Loss(0));
        Near(fire * (1 - mu) * hiding / (n + hiding), field.Missed(0));
        Assert.Equal(0, field.Missed(1));
    }

    [Fact]
    public void Without_an_enemy_nobody_is_lost()
    {
        var field = new BattleField(2);
        field.Add(0, 500, 1, 1, 0);
        field.Add(1, 500, 1, 1, 0);
        field.Exchange(0.5);
        Assert.Equal(0, field.Loss(0));
        Assert.Equal(0, field.Loss(1));
    }

    [Fact]
    public void Splitting_a_side_in_two_changes_nothing()
    {
        var whole = After(20, 0.01, new Group(1000, 1, 0.3, 2000), new Group(800, 1, 1, 0));
        var field = new BattleField(3);
        double x1 = 600, x2 = 400, y = 800;
        for (int day = 0; day < 20; day++)
        {
            // Parts of one group share what is seen of it only if they hide in proportion: 600 of 1200 and 400 of 800.
            field.Clear();
            field.Add(0, x1, 1, 0.3, 1200);
            field.Add(1, x2, 1, 0.3, 800);
            field.Add(2, y, 1, 1, 0);
            field.SetIntensity(0, 2, 1);
            field.SetIntensity(2, 0, 1);
            field.SetIntensity(1, 2, 1);
            field.SetIntensity(2, 1, 1);
            field.Exchange(0.01);
            x1 -= field.Loss(0);
            x2 -= field.Loss(1);
            y -= field.Loss(2);
        }

        Near(whole.First, x1 + x2);
        Near(whole.Second, y);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, Math.Abs(expected) * 1e-6);

    private static (double First, double Second) After(int days, double k, Group a, Group b)
    {
        double x = a.Fighters, y = b.Fighters;
        for (int day = 0; day < days; day++)
        {
            (x, y) = Day(k, a with { Fighters = x }, b with { Fighters = y });
        }

        return (x, y);
    }

    /// <summary>Day on which the second side is gone (below one in 10,000) and what is left of the first.</summary>
    private static (int Day, double Survivors) ToTheEnd(double k, Group a, Group b)
    {
        double x = a.Fighters, y = b.Fighters;
        for (int day = 1; day < 1000; day++)
        {
            (x, y) = Day(k, a with { Fighters = x }, b with { Fighters = y });
            if (y < 1e-4 * b.Fighters)
            {
                return (day, x);
            }
        }

        throw new InvalidOperationException("The battle did not end.");
    }

    private static (double First, double Second) Day(double k, Group a, Group b, double w = 1)
    {
        var field = new BattleField(2, w);
        field.Add(0, a.Fighters, a.Weight, a.Visibility, a.Hiding);
        field.Add(1, b.Fighters, b.Weight, b.Visibility, b.Hiding);
        field.SetIntensity(0, 1, 1);
        field.SetIntensity(1, 0, 1);
        field.Exchange(k);
        return (a.Fighters - field.Loss(0), b.Fighters - field.Loss(1));
    }

    private readonly record struct Group(double Fighters, double Weight, double Visibility, double Hiding);
}
