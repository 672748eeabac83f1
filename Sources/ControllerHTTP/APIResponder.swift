internal import ClusterModel
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Answers the requests of one server.
struct APIResponder: HTTPResponder {
    let answers: any APIAnswers
    let gate: RequestGate
    let streams = StreamCounter()
    /// Bytes that cannot be guessed, in hexadecimal: which script of a page may run.
    let nonce: @Sendable () -> String

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let isHead = request.method == .head
        return await reply(to: request).response(isHead: isHead)
    }

    private func reply(to request: Request) async -> APIReply {
        guard let route = APIRoute(path: request.uri.path.removingPercentEncoding ?? request.uri.path) else {
            return .problem(.notFound, "there is no such path; GET /api/v1/openapi.json lists them")
        }
        let headers = RequestGate.Headers(
            host: request.head.authority, origin: request.headers[.origin],
            authorization: request.headers[.authorization])
        if let refusal = gate.refusal(route, headers) { return Self.refused(refusal) }
        let method = request.method.rawValue
        guard method == route.method || (method == "HEAD" && route.method == "GET") else {
            var reply = APIReply.problem(.methodNotAllowed, "this path takes \(route.method)")
            reply.headers = [(.allow, route.method)]
            return reply
        }
        let query: APIQuery
        do throws(APIQuery.Problem) {
            query = try APIQuery(request.uri.query ?? "", of: route)
        } catch {
            return .problem(.badRequest, error.description)
        }
        return await answer(route, query, request)
    }

    private static func refused(_ refusal: RequestGate.Refusal) -> APIReply {
        switch refusal {
        case .foreignHost: return .problem(.forbidden, "the Host header does not name this machine")
        case .foreignOrigin: return .problem(.forbidden, "the request comes from a page of another site")
        case .noToken, .wrongToken:
            var reply = APIReply.problem(
                .unauthorized,
                refusal == .noToken ? "send the header Authorization: Bearer TOKEN" : "the token is another one")
            reply.headers = [(.wwwAuthenticate, "Bearer realm=\"hcctl\"")]
            return reply
        }
    }

    private func answer(_ route: APIRoute, _ query: APIQuery, _ request: Request) async -> APIReply {
        switch route {
        case .page: return StatusPage.reply(nonce: nonce())
        case .health: return .text("ok\n")
        case .ready:
            return answers.isReady
                ? .text("ok\n") : .problem(.serviceUnavailable, "the cluster has not been observed yet")
        case .metrics: return .text(answers.metrics(), contentType: "text/plain; version=0.0.4; charset=utf-8")
        case .openAPI: return .json(OpenAPIDocument.document)
        case .status: return observed(answers.status())
        case .plan: return observed(answers.plan())
        case .resources: return observed(answers.resources(kind: query.kind))
        case .resource(let kind, let name): return resource(kind, name)
        case .events:
            let after = query.after ?? request.headers[APIReply.name("Last-Event-ID")].flatMap { Int64($0) }
            guard request.headers[.accept]?.contains("text/event-stream") == true else {
                return .json(Self.document(answers.events(after: after ?? 0, limit: query.limit)))
            }
            return stream(after: after, query.limit)
        case .samples: return .json(answers.samples(limit: query.limit))
        case .history: return .json(answers.history(limit: query.limit))
        case .reconcile: return .json(await answers.reconcile(within: HTTPLimits.reconcile), .accepted)
        }
    }

    private func observed(_ document: JSON?) -> APIReply {
        document.map { .json($0) } ?? .problem(.serviceUnavailable, "the cluster has not been observed yet; try again")
    }

    private func resource(_ kind: String, _ name: String) -> APIReply {
        guard answers.isReady else { return observed(nil) }
        guard let kind = ResourceKind(rawValue: kind) else {
            return .problem(.notFound, "there is no such kind; GET /api/v1/resources lists the resources")
        }
        return answers.resource(ResourceID(kind, name)).map { .json($0) }
            ?? .problem(.notFound, "no manifest declares it; GET /api/v1/resources lists the resources")
    }

    private func stream(after: Int64?, _ limit: Int) -> APIReply {
        guard let place = streams.take(HTTPLimits.streams) else {
            var reply = APIReply.problem(
                .serviceUnavailable, "\(HTTPLimits.streams) clients stream events already; try again later")
            reply.headers = [(.retryAfter, "10")]
            return reply
        }
        let begin = after ?? answers.events(after: 0, limit: 1).last?.number ?? 0
        return APIReply(
            contentType: "text/event-stream",
            body: EventStream(answers: answers, place: place).body(after: begin))
    }

    private static func document(_ events: [APIEvent]) -> JSON {
        [
            "formatVersion": 1,
            "events": .array(
                events.map { ["id": .integer(Int($0.number)), "event": .string($0.name), "data": .string($0.json)] }),
        ]
    }
}
