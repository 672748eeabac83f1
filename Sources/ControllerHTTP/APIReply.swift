internal import ClusterModel
internal import HTTPTypes
internal import Hummingbird

/// An answer before it is sent.
struct APIReply {
    var status = HTTPResponse.Status.ok
    let contentType: String
    let body: ResponseBody
    var headers: [(HTTPField.Name, String)] = []

    static func json(_ document: JSON, _ status: HTTPResponse.Status = .ok) -> Self {
        Self(status: status, contentType: "application/json", body: text(document.description + "\n"))
    }

    static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> Self {
        Self(contentType: contentType, body: Self.text(text))
    }

    /// What went wrong and what to do, as RFC 9457 has it.
    static func problem(_ status: HTTPResponse.Status, _ detail: String) -> Self {
        let document: JSON = [
            "type": "about:blank", "title": .string(status.reasonPhrase), "status": .integer(status.code),
            "detail": .string(detail),
        ]
        return Self(
            status: status, contentType: "application/problem+json", body: text(document.description + "\n"))
    }

    private static func text(_ text: String) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(string: text)) }

    /// What may be done with any answer: it is not stored, not framed, not guessed at, and loads nothing.
    private static let guards: [(HTTPField.Name, String)] = [
        (.cacheControl, "no-store"), (.xContentTypeOptions, "nosniff"),
        (name("Referrer-Policy"), "no-referrer"), (name("X-Frame-Options"), "DENY"),
        (name("Cross-Origin-Resource-Policy"), "same-origin"),
    ]
    static let contentSecurityPolicy = name("Content-Security-Policy")

    /// `isHead` leaves the body out.
    func response(isHead: Bool) -> Response {
        var fields = HTTPFields()
        for (name, value) in Self.guards { fields[name] = value }
        fields[Self.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        for (name, value) in headers { fields[name] = value }
        fields[.contentType] = contentType
        return Response(status: status, headers: fields, body: isHead ? ResponseBody() : body)
    }

    static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is the name of a header") }
        return name
    }
}
