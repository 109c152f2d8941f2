using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Dashboards.Parts;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Dashboards.Tests.Parts;

public sealed class PartsTests : BunitContext
{
    private readonly InLanguage _language = new("en");

    public PartsTests() => Services.AddLocalization();

    protected override void Dispose(bool disposing)
    {
        _language.Dispose();
        base.Dispose(disposing);
    }

    [Fact]
    public void A_figure_has_its_unit_interval_and_coverage()
    {
        var view = Render<FigureView>(with => with.Add(part => part.Figure, new Figure(0.677, Units.Share, 0.9599, 0.61, 0.74)));
        Assert.Equal("68 %", view.Find(".value").TextContent.Trim());
        Assert.Equal("61 % – 74 % · 95 % known", view.Find(".how").TextContent);
        Assert.Equal("95.99", view.Find(".known").GetAttribute("width")); // the bar is exact, the words round down
    }

    [Theory]
    [InlineData(1234.56, Units.KilowattHours, "1,235 kWh")]
    [InlineData(12.345, Units.SeatHours, "12.3 seat-hours")]
    [InlineData(0.05, Units.KilowattHoursPerSeatHour, "0.05 kWh per seat-hour")]
    [InlineData(0.034, Units.Share, "3.4 %")]
    public void A_number_has_as_many_digits_as_say_something(double value, string unit, string text) =>
        Assert.Equal(text, Render<FigureView>(with => with.Add(part => part.Figure, Figure.Exact(value, unit))).Find(".value").TextContent.Trim());

    [Fact]
    public void A_figure_without_an_upper_bound_is_at_least_its_lower_one() =>
        Assert.Equal("at least 10 · 50 % known", Render<FigureView>(with => with.Add(part => part.Figure, new Figure(12, Units.Entries, 0.5, 10, null))).Find(".how").TextContent);

    [Fact]
    public void Where_too_little_is_known_there_is_no_number_and_the_reason_is_told_in_the_language()
    {
        var missing = Figure.Of(0.5, Units.Share, 0.312, 0.1, 0.9, threshold: 0.8);
        var english = Render<FigureView>(with => with.Add(part => part.Figure, missing));
        Assert.Equal(("Insufficient data", "31.2 % is known, and 80 % is needed"), (english.Find(".missing").TextContent, english.Find(".how").TextContent));
        Assert.Empty(english.FindAll(".value"));
        using var _ = new InLanguage("zh-CN");
        var chinese = Render<FigureView>(with => with.Add(part => part.Figure, missing));
        Assert.Equal(("数据不足", "已知 31.2 %，需要 80 %"), (chinese.Find(".missing").TextContent, chinese.Find(".how").TextContent));
    }

    [Fact]
    public void A_heat_map_hatches_what_is_unknown_and_says_the_same_in_a_table()
    {
        var map = Render<HeatMapView>(with => with.Add(part => part.Title, "Use").Add(part => part.Of, (day, hour) => day == DayOfWeek.Monday && hour == 9 ? Figure.Exact(0.5, Units.Share) : Figure.Missing(Units.Share, 0.2, "too little")));
        Assert.Equal(168, map.FindAll(".cell").Count);
        Assert.Equal(167, map.FindAll(".cell.heat-unknown").Count);
        Assert.Equal("Mon 09:00: 50 % · 100 % known", Assert.Single(map.FindAll(".cell.heat-3")).TextContent);
        Assert.Equal(["50 %", "–"], map.FindAll("tbody tr")[9].QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData(null, 1, new[] { "b", "a" }, null)]
    [InlineData("name", 1, new[] { "a", "b" }, "ascending")]
    [InlineData("-name", 1, new[] { "d", "b" }, "descending")]
    [InlineData("name", 2, new[] { "d", "" }, "ascending")]
    [InlineData("-name", 99, new[] { "a", "" }, "descending")]
    [InlineData("nonsense", 1, new[] { "b", "a" }, null)]
    public void A_table_is_sorted_and_turned_by_its_address(string? order, int page, string[] shown, string? sort)
    {
        var table = Render<SortableTable<string?>>(with => with
            .Add(part => part.Title, "Names").Add(part => part.Items, ["b", "a", null, "d"]).Add(part => part.Order, TableOrder.Read(order)).Add(part => part.Page, page).Add(part => part.PageSize, 2)
            .Add(part => part.Columns, [new TableColumn<string?>("name", "Name", item => builder => builder.AddContent(0, item), item => item)])
            .Add(part => part.Address, (by, at) => $"names?sort={by}&page={at}"));
        Assert.Equal(shown, table.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(sort, table.Find("th").GetAttribute("aria-sort"));
        Assert.Equal($"names?sort={(order == "name" ? "-name" : "name")}&page=1", table.Find("th a").GetAttribute("href"));
    }

    [Fact]
    public void The_choice_of_days_keeps_what_else_the_address_says()
    {
        var range = Render<DateRange>(with => with
            .Add(part => part.Span, DateSpan.Last(7, new(2026, 5, 12))).Add(part => part.Today, new DateOnly(2026, 5, 12)).Add(part => part.Path, "communities/hub/energy").Add(part => part.Keep, [("zone", "a&b")]));
        var current = Assert.Single(range.FindAll("a[aria-current]"));
        Assert.Equal(("7 days", "communities/hub/energy?from=2026-05-06&through=2026-05-12&zone=a%26b"), (current.TextContent, current.GetAttribute("href")));
        Assert.Equal("a&b", range.Find("input[type=hidden]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("2026-05-01", "2026-05-03", "2026-05-01", "2026-05-03")]
    [InlineData("2026-05-03", "2026-05-01", "2026-05-01", "2026-05-03")]
    [InlineData("nonsense", null, "2026-05-06", "2026-05-12")]
    [InlineData("1990-01-01", null, "2026-05-06", "2026-05-12")]
    [InlineData(null, "2026-04-01", "2026-04-01", "2026-04-01")]
    public void Days_of_an_address_that_make_no_sense_are_the_usual_ones(string? from, string? through, string first, string last)
    {
        var span = DateSpan.Read(from, through, DateSpan.Last(7, new(2026, 5, 12)));
        Assert.Equal((first, last), (DateSpan.Text(span.From), DateSpan.Text(span.Through)));
    }

    [Theory]
    [InlineData(StateKind.Empty, "status", "Nothing here yet")]
    [InlineData(StateKind.Error, "alert", "This did not work")]
    public void A_state_says_what_is_the_case(StateKind kind, string role, string title)
    {
        var view = Render<StateView>(with => with.Add(part => part.Kind, kind).AddChildContent("why"));
        Assert.Equal((role, title), (view.Find(".state").GetAttribute("role"), view.Find("h2").TextContent.Trim()));
        Assert.Contains("why", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_work_can_be_cancelled()
    {
        var cancelled = 0;
        var job = Render<JobProgress>(with => with.Add(part => part.Title, "Import").Add(part => part.Share, 0.419).Add(part => part.OnCancel, EventCallback.Factory.Create(this, () => cancelled++)));
        Assert.Contains("41 %", job.Find("p").TextContent, StringComparison.Ordinal);
        job.Find("button").Click();
        Assert.Equal(1, cancelled);
    }

    [Fact]
    public async Task A_dialog_closes_when_it_is_done_and_stays_open_otherwise()
    {
        var script = JSInterop.SetupModule("./_content/OpcSpaces.Dashboards/dialog.js");
        script.SetupVoid("open", _ => true).SetVoidResult();
        script.SetupVoid("close", _ => true).SetVoidResult();
        var isDone = false;
        var dialog = Render<ConfirmDialog>(with => with.Add(part => part.Title, "Revoke?").Add(part => part.ConfirmText, "Revoke").Add(part => part.OnConfirm, () => Task.FromResult(isDone)));
        await dialog.InvokeAsync(dialog.Instance.OpenAsync);
        await dialog.FindAll("button")[1].ClickAsync(new());
        script.VerifyNotInvoke("close");
        isDone = true;
        await dialog.FindAll("button")[1].ClickAsync(new());
        script.VerifyInvoke("close");
    }
}
