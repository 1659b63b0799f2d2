package io.tidemark.reliability.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way from one broker to a port of another that can be cut. What is sent while it is cut arrives
 * later, in order, as with packets that are dropped and sent again: no connection is told anything.
 */
final class Link implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final ServerSocket door;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong held = new AtomicLong();
  private boolean cut;
  private boolean closed;

  private Link(ServerSocket door, InetSocketAddress target) {
    this.door = door;
    this.target = target;
  }

  /** Opens it on {@code from}; the port is the same on both sides. */
  static Link open(InetAddress from, InetAddress to, int port) throws IOException {
    ServerSocket door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(new InetSocketAddress(from, port));
    Link link = new Link(door, new InetSocketAddress(to, port));
    link.start("link to " + link.target, link::accept);
    return link;
  }

  /** From now on nothing goes through, or all does. */
  synchronized void cut(boolean now) {
    cut = now;
    notifyAll();
  }

  /** How often something was to go through while it was cut. */
  long held() {
    return held.get();
  }

  private void accept() throws IOException, InterruptedException {
    while (true) {
      Socket in = door.accept();
      sockets.add(in);
      passCut();
      Socket out = new Socket();
      sockets.add(out);
      try {
        out.connect(target);
      } catch (IOException nobodyThere) {
        end(in, out);
        continue;
      }
      start("there " + target, () -> pump(in, out));
      start("back " + target, () -> pump(out, in));
    }
  }

  private void pump(Socket from, Socket to) throws IOException, InterruptedException {
    try {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        passCut();
        out.write(buffer, 0, n);
      }
    } finally {
      end(from, to);
    }
  }

  private synchronized void passCut() throws InterruptedException {
    if (cut) {
      held.incrementAndGet();
    }
    while (cut && !closed) {
      wait();
    }
  }

  private void end(Socket one, Socket other) throws IOException {
    for (Socket each : new Socket[] {one, other}) {
      sockets.remove(each);
      each.close();
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** A connection ends as its ends want it, or with the link. */
  private void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException ended) {
                // the other side sees it, too
              } catch (IOException e) {
                throw new AssertionError(name, e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    door.close();
    for (Socket each : sockets) {
      each.close();
    }
  }
}
