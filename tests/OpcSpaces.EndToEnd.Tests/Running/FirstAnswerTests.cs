using System.Net;
using OpcSpaces.Run;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Running;

/// <summary>When <c>cloud/run</c> takes the cloud for started.</summary>
public sealed class FirstAnswerTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(HttpStatusCode.OK, "ok\n", null)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ok\nfailed: projection live has stopped\n", "ok\nfailed: projection live has stopped")]
    [InlineData(HttpStatusCode.InternalServerError, "", "status 500")]
    public async Task An_answer_with_any_status_is_the_start_and_trouble_is_said(HttpStatusCode status, string text, string? trouble)
    {
        using var client = Client(() => new HttpResponseMessage(status) { Content = new StringContent(text) });
        Assert.Equal(trouble, await new FirstAnswer(client, _time).WaitAsync("cloud.log", () => Task.CompletedTask, CancellationToken.None));
    }

    [Fact]
    public async Task Without_any_answer_it_gives_up_with_a_word()
    {
        using var client = Client(() => throw new HttpRequestException("refused"));
        var waiting = new FirstAnswer(client, _time).WaitAsync("/data/logs/cloud.log", () => Task.CompletedTask, CancellationToken.None);
        await Eventually.ThatAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                return waiting.IsCompleted;
            },
            Eventually.Patience, "it to give up");
        var fault = await Assert.ThrowsAsync<RunFault>(() => waiting);
        Assert.Equal("the cloud has not answered at http://127.0.0.1:8080/ for 5 minutes (see /data/logs/cloud.log)", fault.Message);
    }

    private static HttpClient Client(Func<HttpResponseMessage> answer) => new(new Answers(answer)) { BaseAddress = new Uri("http://127.0.0.1:8080/") };

    private sealed class Answers(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
