internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose request has a body longer than a limit, or takes too long to arrive.
final class RequestLimiter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let mostBytes: Int
    private let limit: TimeAmount
    private var bytes = 0
    private var deadline: Scheduled<Void>?

    init(mostBytes: Int, seconds: Int64) {
        self.mostBytes = mostBytes
        limit = .seconds(seconds)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            bytes = 0
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        case .body(let part):
            bytes += part.readableBytes
            guard bytes <= mostBytes else { return context.close(promise: nil) }
        case .end:
            deadline?.cancel()
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
        context.fireChannelInactive()
    }
}
