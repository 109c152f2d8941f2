using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Api.Problems;
using OpcSpaces.Databases;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Tests.Problems;

public class AwayAnswersTests
{
    public static TheoryData<Exception, int> Faults => new()
    {
        { new RegistryUnavailableException("secret"), 503 },
        { new RegistryConflictException("secret"), 409 },
        { new DatabaseConflictException("secret"), 409 },
        { new DatabaseRefusedException("secret"), 503 },
        { new SeriesUnavailableException("secret"), 503 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_store_that_is_away_and_two_changes_at_once_have_answers_of_their_own(Exception fault, int status)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider() };
        context.Response.Body = new MemoryStream();
        await new AwayAnswers(_ => throw fault).InvokeAsync(context);
        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(status == 503 ? "5" : "", context.Response.Headers.RetryAfter.ToString());
        context.Response.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(context.Response.Body);
        Assert.Equal(status, body.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", body.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
