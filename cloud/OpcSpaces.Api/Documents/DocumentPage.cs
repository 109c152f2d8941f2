using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Rights;
using Scalar.AspNetCore;

namespace OpcSpaces.Api.Documents;

/// <summary>
/// The page that shows the description (Scalar), at <c>/api/v1/docs</c>. Its script comes from this host, and nothing from others. Its inline scripts and
/// styles carry a nonce of this one answer, so the policy of all other pages stays as it is.
/// </summary>
internal static class DocumentPage
{
    private const int NonceBytes = 16;

    /// <param name="endpoints">Of the host.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="description">The path of the description.</param>
    public static void MapDocumentPage(this IEndpointRouteBuilder endpoints, string path, string description) =>
        // As the description: it says what there is, and nothing of what anybody has.
        endpoints.MapGroup("").IsOpen().ExcludeFromDescription().MapScalarApiReference(path, (options, http) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
            http.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";
            options.WithNonce(nonce).AddHeadContent($"<meta property=\"csp-nonce\" nonce=\"{nonce}\" content=\"{nonce}\">")
                .AddDocument(ApiDocument.Name, routePattern: description)
                .WithTitle("OpcSpaces API").DisableDefaultFonts().DisableTelemetry().DisableAgent().HideDeveloperTools();
        });
}
