using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OpcSpaces.Answers.Problems;

namespace OpcSpaces.Api.Problems;

/// <summary>How long the body of a request may be. A body without end costs no more than this.</summary>
public static class BodyLimit
{
    /// <summary>For every route of the host, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>What is wrong with the kind of a body that has to be JSON; null for a good one. Its length is limited from here on.</summary>
    /// <param name="http">The request, whose body nobody has begun to read.</param>
    /// <param name="mostBytes">The longest body that this route takes.</param>
    public static Fault? BeginJson(HttpContext http, int mostBytes = MostBytes)
    {
        if (!http.Request.HasJsonContentType()) return new Fault("Content-Type", http.Request.ContentType, "send application/json");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = mostBytes;
        return null;
    }

    /// <summary>How long the body of this request may be, in bytes.</summary>
    internal static long Of(HttpContext http) => http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? MostBytes;
}
