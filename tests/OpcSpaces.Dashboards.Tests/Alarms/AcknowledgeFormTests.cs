using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using OpcSpaces.Answers.Alarms;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Dashboards.Alarms;
using OpcSpaces.Dashboards.Api;
using OpcSpaces.Model.Alarms;

namespace OpcSpaces.Dashboards.Tests.Alarms;

public sealed class AcknowledgeFormTests : BunitContext
{
    private readonly Mock<IApi> _api = new(MockBehavior.Strict);

    public AcknowledgeFormTests()
    {
        Services.AddLocalization();
        Services.AddSingleton(_api.Object);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Theory]
    [InlineData("  ", null)]
    [InlineData("battery <b>changed</b>", "battery <b>changed</b>")]
    public void It_sends_the_note_and_loads_the_page_again(string typed, string? sent)
    {
        Answers(new(new AlarmAnswer("a 1", AlarmKind.GatewaySilent, AlarmSeverity.Major, AlarmState.Acknowledged, new(AlarmSubjectKind.Gateway, null, "gw-1"), "", default, null, null, "eva", sent, null), null, null));
        var form = Show();
        form.Find("textarea").Change(typed);
        form.Find("form").Submit();
        _api.Verify(api => api.SendAsync<AlarmAnswer>(HttpMethod.Post, "communities/hub/alarms/a%201/acknowledge", new AcknowledgeRequest(sent), null, default), Times.Once);
        Assert.True(Assert.Single(((BunitNavigationManager)Services.GetRequiredService<NavigationManager>()).History).Options.ForceLoad);
    }

    [Fact]
    public void A_refusal_is_shown_and_what_was_typed_stays()
    {
        Answers(new(null, null, new ProblemAnswer("Conflict", 409, Detail: "Its condition is gone already.")));
        var form = Show();
        form.Find("textarea").Change("on my way");
        form.Find("form").Submit();
        Assert.Contains("Its condition is gone already.", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("on my way", form.Find("textarea").GetAttribute("value"));
        Assert.Empty(((BunitNavigationManager)Services.GetRequiredService<NavigationManager>()).History);
    }

    private IRenderedComponent<AcknowledgeForm> Show() => Render<AcknowledgeForm>(with => with.Add(part => part.Community, "hub").Add(part => part.Alarm, "a 1"));

    private void Answers(ApiAnswer<AlarmAnswer> answer) =>
        _api.Setup(api => api.SendAsync<AlarmAnswer>(It.IsAny<HttpMethod>(), It.IsAny<string>(), It.IsAny<object?>(), null, default)).ReturnsAsync(answer);
}
