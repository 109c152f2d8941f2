using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Databases;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Problems;

/// <summary>Answers 503 where a store is away, on whichever route, 409 where two changed the same at once, and a request whose body cannot be read at all with a problem.</summary>
internal sealed class AwayAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && Answer(e, context) is { } answer)
        {
            context.Response.Clear();
            if (answer.StatusCode == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
            await answer.ExecuteAsync(context);
        }
    }

    // The service of each store logs why it is away; strangers do not need it.
    private static ProblemHttpResult? Answer(Exception e, HttpContext context) => e switch
    {
        DatabaseConflictException or RegistryConflictException => Problem.Conflict("Somebody else has changed the same at the same moment. Read it again, and send your change again."),
        DatabaseUnavailableException => Problem.Away("A database is away. Try again in a few seconds."),
        UsageUnavailableException => Problem.Away("The store of usage records is away. Try again in a few seconds."),
        SeriesUnavailableException => Problem.Away("The store of series is away. Try again in a few seconds."),
        DatabaseRefusedException => Problem.Away("A database cannot be used. The administrator finds why in the log."),
        UnknownTimeZoneException => Problem.Conflict(e.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge(BodyLimit.Of(context)),
        BadHttpRequestException => Problem.Wrong(new Fault("request", null, "send a valid HTTP request")),
        _ => null,
    };
}
